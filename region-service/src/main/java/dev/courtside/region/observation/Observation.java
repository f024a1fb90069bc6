package dev.courtside.region.observation;

import dev.courtside.engine.region.Evidence;

/** What a gateway's traffic met of one region. */
public record Observation(String deployment, String region, Evidence.Traffic traffic) {}
