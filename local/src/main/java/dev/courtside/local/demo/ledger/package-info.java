/** Remembers what a region was asked, so that tests can count executions. */
@NullMarked
package dev.courtside.local.demo.ledger;

import org.jspecify.annotations.NullMarked;
