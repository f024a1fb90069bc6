@NullMarked
package dev.courtside.gateway.price;

import org.jspecify.annotations.NullMarked;
