@NullMarked
package dev.courtside.gateway.proxy;

import org.jspecify.annotations.NullMarked;
