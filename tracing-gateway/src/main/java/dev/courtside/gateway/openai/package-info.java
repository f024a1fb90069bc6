/** Model calls, OpenAI's and Anthropic's: what a request asks for and what its answer used. */
@NullMarked
package dev.courtside.gateway.openai;

import org.jspecify.annotations.NullMarked;
