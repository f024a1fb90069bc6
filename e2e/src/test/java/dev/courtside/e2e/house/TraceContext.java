package dev.courtside.e2e.house;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The context of a caller that traces itself, as W3C's traceparent. */
public record TraceContext(String traceId, String spanId) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static TraceContext fresh() {
        return new TraceContext(hex(16), hex(8));
    }

    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
