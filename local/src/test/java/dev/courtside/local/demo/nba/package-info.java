@NullMarked
package dev.courtside.local.demo.nba;

import org.jspecify.annotations.NullMarked;
