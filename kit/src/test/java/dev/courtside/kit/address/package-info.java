@NullMarked
package dev.courtside.kit.address;

import org.jspecify.annotations.NullMarked;
