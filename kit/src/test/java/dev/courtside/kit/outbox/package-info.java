/** Notifications over a real Postgres and a real receiver. */
@NullMarked
package dev.courtside.kit.outbox;

import org.jspecify.annotations.NullMarked;
