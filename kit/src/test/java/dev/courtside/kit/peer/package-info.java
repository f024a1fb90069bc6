@NullMarked
package dev.courtside.kit.peer;

import org.jspecify.annotations.NullMarked;
