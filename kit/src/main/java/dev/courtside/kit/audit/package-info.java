/** Who changed what, from what, to what. */
@NullMarked
package dev.courtside.kit.audit;

import org.jspecify.annotations.NullMarked;
