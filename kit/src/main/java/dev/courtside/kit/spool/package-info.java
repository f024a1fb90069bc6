/** Bounded queues on disk that survive a kill. */
@NullMarked
package dev.courtside.kit.spool;

import org.jspecify.annotations.NullMarked;
