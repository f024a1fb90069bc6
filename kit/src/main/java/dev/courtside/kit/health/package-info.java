/** Whether a process lives and whether it is ready; what is missing is named. */
@NullMarked
package dev.courtside.kit.health;

import org.jspecify.annotations.NullMarked;
