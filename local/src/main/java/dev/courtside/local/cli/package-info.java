/** The verbs of the courtside command that talk to a running Courtside. */
@NullMarked
package dev.courtside.local.cli;

import org.jspecify.annotations.NullMarked;
