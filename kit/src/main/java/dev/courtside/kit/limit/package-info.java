/** Bounds on what is taken from outside. */
@NullMarked
package dev.courtside.kit.limit;

import org.jspecify.annotations.NullMarked;
