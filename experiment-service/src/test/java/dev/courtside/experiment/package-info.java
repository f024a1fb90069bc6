@NullMarked
package dev.courtside.experiment;

import org.jspecify.annotations.NullMarked;
