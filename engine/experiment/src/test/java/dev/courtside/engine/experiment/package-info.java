@NullMarked
package dev.courtside.engine.experiment;

import org.jspecify.annotations.NullMarked;
