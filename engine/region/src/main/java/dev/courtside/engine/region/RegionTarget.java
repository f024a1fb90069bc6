package dev.courtside.engine.region;

import java.net.URI;

/** A region that a request may be sent to. */
public record RegionTarget(String name, URI endpointUrl) {}
