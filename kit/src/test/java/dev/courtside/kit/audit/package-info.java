/** The audit log over a real Postgres. */
@NullMarked
package dev.courtside.kit.audit;

import org.jspecify.annotations.NullMarked;
