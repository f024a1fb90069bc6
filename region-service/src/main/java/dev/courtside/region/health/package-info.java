/** Active health checks and what becomes of them. */
@NullMarked
package dev.courtside.region.health;

import org.jspecify.annotations.NullMarked;
