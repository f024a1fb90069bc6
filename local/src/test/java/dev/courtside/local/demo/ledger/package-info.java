@NullMarked
package dev.courtside.local.demo.ledger;

import org.jspecify.annotations.NullMarked;
