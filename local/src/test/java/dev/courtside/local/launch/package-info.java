@NullMarked
package dev.courtside.local.launch;

import org.jspecify.annotations.NullMarked;
