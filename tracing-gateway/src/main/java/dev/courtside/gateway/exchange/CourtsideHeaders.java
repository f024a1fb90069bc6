package dev.courtside.gateway.exchange;

import io.vertx.core.http.HttpHeaders;

/** The gateway's own headers, prepared once for the wire. */
public final class CourtsideHeaders {
    /** What all of them begin with: such request headers are for the gateway and end here. */
    public static final String PREFIX = "courtside-";

    public static final CharSequence USER = HttpHeaders.createOptimized("Courtside-User");
    public static final CharSequence ROUTE = HttpHeaders.createOptimized("Courtside-Route");
    public static final CharSequence QUERY_TYPE = HttpHeaders.createOptimized("Courtside-Query-Type");
    public static final CharSequence CLIENT_REGION = HttpHeaders.createOptimized("Courtside-Client-Region");
    public static final CharSequence FORCE_VARIANT = HttpHeaders.createOptimized("Courtside-Force-Variant");

    public static final CharSequence TRACE_ID = HttpHeaders.createOptimized("Courtside-Trace-Id");
    public static final CharSequence VARIANT = HttpHeaders.createOptimized("Courtside-Variant");
    public static final CharSequence REGION = HttpHeaders.createOptimized("Courtside-Region");
    public static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("Courtside-Attempts");
    public static final CharSequence CACHE = HttpHeaders.createOptimized("Courtside-Cache");
    public static final CharSequence COST_USD = HttpHeaders.createOptimized("Courtside-Cost-USD");

    private CourtsideHeaders() {}
}
