/** Decisions: health verdicts, failovers, and where the traffic goes. */
@NullMarked
package dev.courtside.region.failover;

import org.jspecify.annotations.NullMarked;
