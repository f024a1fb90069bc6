@NullMarked
package dev.courtside.region;

import org.jspecify.annotations.NullMarked;
