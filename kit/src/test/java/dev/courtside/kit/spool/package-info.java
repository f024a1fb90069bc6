@NullMarked
package dev.courtside.kit.spool;

import org.jspecify.annotations.NullMarked;
