/** MCP's streamable HTTP: which method and tool a message calls, and how it ended. */
@NullMarked
package dev.courtside.gateway.mcp;

import org.jspecify.annotations.NullMarked;
