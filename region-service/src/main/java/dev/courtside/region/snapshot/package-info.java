/** What gateways follow. */
@NullMarked
package dev.courtside.region.snapshot;

import org.jspecify.annotations.NullMarked;
