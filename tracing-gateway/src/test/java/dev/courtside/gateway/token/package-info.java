@NullMarked
package dev.courtside.gateway.token;

import org.jspecify.annotations.NullMarked;
