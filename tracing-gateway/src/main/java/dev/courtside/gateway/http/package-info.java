/** Plain HTTP by configured routes. */
@NullMarked
package dev.courtside.gateway.http;

import org.jspecify.annotations.NullMarked;
