/** The running house as the tests see it: processes, calls, traces. */
@NullMarked
package dev.courtside.e2e.house;

import org.jspecify.annotations.NullMarked;
