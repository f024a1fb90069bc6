@NullMarked
package dev.courtside.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
