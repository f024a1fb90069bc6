@NullMarked
package dev.courtside.gateway.mcp;

import org.jspecify.annotations.NullMarked;
