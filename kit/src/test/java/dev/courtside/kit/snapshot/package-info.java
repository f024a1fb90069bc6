@NullMarked
package dev.courtside.kit.snapshot;

import org.jspecify.annotations.NullMarked;
