/** Postgres: lazily connected, one transaction at a time. */
@NullMarked
package dev.courtside.kit.database;

import org.jspecify.annotations.NullMarked;
