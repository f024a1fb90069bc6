@NullMarked
package dev.courtside.gateway;

import org.jspecify.annotations.NullMarked;
