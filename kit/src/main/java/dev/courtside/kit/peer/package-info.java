/** Traced calls between the services. */
@NullMarked
package dev.courtside.kit.peer;

import org.jspecify.annotations.NullMarked;
