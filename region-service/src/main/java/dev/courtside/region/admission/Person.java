package dev.courtside.region.admission;

import dev.courtside.region.event.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change.
 *
 * @param ifMatch the version of the deployment that they saw; null when they don't say
 */
record Person(Actor actor, @Nullable String ifMatch) {}
