@NullMarked
package dev.courtside.gateway.route;

import org.jspecify.annotations.NullMarked;
