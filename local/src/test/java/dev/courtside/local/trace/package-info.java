@NullMarked
package dev.courtside.local.trace;

import org.jspecify.annotations.NullMarked;
