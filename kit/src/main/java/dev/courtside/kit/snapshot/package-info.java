/** Versioned snapshots: published by a service, followed by others, kept on disk. */
@NullMarked
package dev.courtside.kit.snapshot;

import org.jspecify.annotations.NullMarked;
