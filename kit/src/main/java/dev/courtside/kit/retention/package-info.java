/** Rows of the kit that are no longer promised to anybody are deleted. */
@NullMarked
package dev.courtside.kit.retention;

import org.jspecify.annotations.NullMarked;
