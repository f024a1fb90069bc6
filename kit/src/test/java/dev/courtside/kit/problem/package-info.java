@NullMarked
package dev.courtside.kit.problem;

import org.jspecify.annotations.NullMarked;
