/** Rules that a person's change must not break. */
@NullMarked
package dev.courtside.region.safety;

import org.jspecify.annotations.NullMarked;
