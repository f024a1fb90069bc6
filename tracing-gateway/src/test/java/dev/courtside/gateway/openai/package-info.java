@NullMarked
package dev.courtside.gateway.openai;

import org.jspecify.annotations.NullMarked;
