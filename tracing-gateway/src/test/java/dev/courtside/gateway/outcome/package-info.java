@NullMarked
package dev.courtside.gateway.outcome;

import org.jspecify.annotations.NullMarked;
