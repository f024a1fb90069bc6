@NullMarked
package dev.courtside.kit.migrate;

import org.jspecify.annotations.NullMarked;
