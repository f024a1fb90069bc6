@NullMarked
package dev.courtside.kit.lease;

import org.jspecify.annotations.NullMarked;
