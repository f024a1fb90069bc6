/** The sample data and what can be worked out from it. */
@NullMarked
package dev.courtside.local.demo.nba;

import org.jspecify.annotations.NullMarked;
