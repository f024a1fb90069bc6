/** What a finished exchange tells the other services, and how that gets there. */
@NullMarked
package dev.courtside.gateway.outcome;

import org.jspecify.annotations.NullMarked;
