/** Upstream keys, which stay inside the gateway. */
@NullMarked
package dev.courtside.gateway.credential;

import org.jspecify.annotations.NullMarked;
