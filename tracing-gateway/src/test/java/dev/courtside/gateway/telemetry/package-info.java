@NullMarked
package dev.courtside.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
