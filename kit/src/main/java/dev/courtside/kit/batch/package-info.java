/** Batches that are taken once. */
@NullMarked
package dev.courtside.kit.batch;

import org.jspecify.annotations.NullMarked;
