@NullMarked
package dev.courtside.engine.region;

import org.jspecify.annotations.NullMarked;
