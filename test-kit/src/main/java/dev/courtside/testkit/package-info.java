@NullMarked
package dev.courtside.testkit;

import org.jspecify.annotations.NullMarked;
