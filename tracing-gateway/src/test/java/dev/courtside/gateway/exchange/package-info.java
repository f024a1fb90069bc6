@NullMarked
package dev.courtside.gateway.exchange;

import org.jspecify.annotations.NullMarked;
