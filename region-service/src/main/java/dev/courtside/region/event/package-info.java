/** What happened to a deployment and why. */
@NullMarked
package dev.courtside.region.event;

import org.jspecify.annotations.NullMarked;
