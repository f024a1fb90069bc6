/** Problem details (RFC 9457) and the one mapper that turns every failure into one. */
@NullMarked
package dev.courtside.kit.problem;

import org.jspecify.annotations.NullMarked;
