/** What gateways' live traffic says of regions. */
@NullMarked
package dev.courtside.region.observation;

import org.jspecify.annotations.NullMarked;
