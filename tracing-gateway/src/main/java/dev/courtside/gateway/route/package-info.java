/** Configured routes: what they are, where they are kept, and how a request finds its own. */
@NullMarked
package dev.courtside.gateway.route;

import org.jspecify.annotations.NullMarked;
