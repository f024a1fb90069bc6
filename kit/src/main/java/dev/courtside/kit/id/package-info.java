/** Identifiers. */
@NullMarked
package dev.courtside.kit.id;

import org.jspecify.annotations.NullMarked;
