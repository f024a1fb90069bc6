@NullMarked
package dev.courtside.gateway.credential;

import org.jspecify.annotations.NullMarked;
