@NullMarked
package dev.courtside.kit;

import org.jspecify.annotations.NullMarked;
