@NullMarked
package dev.courtside.kit.testing;

import org.jspecify.annotations.NullMarked;
