/** Writes that carry an {@code Idempotency-Key} happen once. */
@NullMarked
package dev.courtside.kit.idempotency;

import org.jspecify.annotations.NullMarked;
