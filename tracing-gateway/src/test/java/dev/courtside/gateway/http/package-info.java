@NullMarked
package dev.courtside.gateway.http;

import org.jspecify.annotations.NullMarked;
