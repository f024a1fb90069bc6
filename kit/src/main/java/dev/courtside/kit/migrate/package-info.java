/** A service's entry point and its schema migrations, which run as a command and never at boot. */
@NullMarked
package dev.courtside.kit.migrate;

import org.jspecify.annotations.NullMarked;
