/** Black-box tests against the packaged services, started as people start them. */
@NullMarked
package dev.courtside.e2e;

import org.jspecify.annotations.NullMarked;
