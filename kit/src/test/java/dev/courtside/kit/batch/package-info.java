/** Batches over a real Postgres. */
@NullMarked
package dev.courtside.kit.batch;

import org.jspecify.annotations.NullMarked;
