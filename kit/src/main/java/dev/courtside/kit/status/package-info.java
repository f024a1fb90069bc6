/** What a service says of itself to people. */
@NullMarked
package dev.courtside.kit.status;

import org.jspecify.annotations.NullMarked;
