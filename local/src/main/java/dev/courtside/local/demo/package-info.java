/** One region of the demo: an OpenAI-compatible model, an NBA MCP server and plain statistics, with faults on demand. */
@NullMarked
package dev.courtside.local.demo;

import org.jspecify.annotations.NullMarked;
