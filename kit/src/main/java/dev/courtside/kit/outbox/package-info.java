/** Notifications that leave after their transaction committed. */
@NullMarked
package dev.courtside.kit.outbox;

import org.jspecify.annotations.NullMarked;
