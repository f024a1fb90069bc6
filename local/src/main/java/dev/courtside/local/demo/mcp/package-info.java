/** The NBA MCP server. */
@NullMarked
package dev.courtside.local.demo.mcp;

import org.jspecify.annotations.NullMarked;
