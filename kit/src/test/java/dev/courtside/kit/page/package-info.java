@NullMarked
package dev.courtside.kit.page;

import org.jspecify.annotations.NullMarked;
