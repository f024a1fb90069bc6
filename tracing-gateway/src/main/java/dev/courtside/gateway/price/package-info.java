/** Prices of models with their validity dates, and the cost of a call. */
@NullMarked
package dev.courtside.gateway.price;

import org.jspecify.annotations.NullMarked;
