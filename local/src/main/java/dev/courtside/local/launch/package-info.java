/** Starts a whole Courtside on one machine and stops it again. */
@NullMarked
package dev.courtside.local.launch;

import org.jspecify.annotations.NullMarked;
