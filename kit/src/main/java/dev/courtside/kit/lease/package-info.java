/** Leases with epochs, so that a periodic decision is made once. */
@NullMarked
package dev.courtside.kit.lease;

import org.jspecify.annotations.NullMarked;
