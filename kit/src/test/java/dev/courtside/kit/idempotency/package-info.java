@NullMarked
package dev.courtside.kit.idempotency;

import org.jspecify.annotations.NullMarked;
