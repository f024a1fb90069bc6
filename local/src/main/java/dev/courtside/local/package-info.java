@NullMarked
package dev.courtside.local;

import org.jspecify.annotations.NullMarked;
