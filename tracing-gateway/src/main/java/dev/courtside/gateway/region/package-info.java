/** Which region serves an exchange, by the snapshot and by what was just seen here. */
@NullMarked
package dev.courtside.gateway.region;

import org.jspecify.annotations.NullMarked;
