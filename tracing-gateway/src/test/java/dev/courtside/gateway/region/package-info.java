@NullMarked
package dev.courtside.gateway.region;

import org.jspecify.annotations.NullMarked;
