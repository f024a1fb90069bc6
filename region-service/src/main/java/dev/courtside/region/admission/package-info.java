/** Draining, activating, maintaining and overriding regions. */
@NullMarked
package dev.courtside.region.admission;

import org.jspecify.annotations.NullMarked;
