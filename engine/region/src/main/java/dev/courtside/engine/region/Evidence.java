package dev.courtside.engine.region;

import java.time.Duration;
import java.time.Instant;

/** One thing that was seen of a region. */
public sealed interface Evidence {

    /** When it was seen. */
    Instant at();

    /** For people. */
    String describe();

    /** The region answered a check as it should. */
    record CheckPassed(Instant at, Duration latency) implements Evidence {
        @Override
        public String describe() {
            return "check passed in " + latency.toMillis() + " ms";
        }
    }

    /**
     * The region did not answer a check, or not as it should.
     *
     * @param reason such as {@code connection refused}
     */
    record CheckFailed(Instant at, String reason) implements Evidence {
        @Override
        public String describe() {
            return "check failed: " + reason;
        }
    }

    /**
     * What one gateway's live traffic met in one window.
     *
     * @param source the gateway
     * @param requests attempts sent there
     * @param failures of them, answered with a 5xx
     * @param resets of them, refused or broken
     * @param timeouts of them, not answered in time
     */
    record Traffic(Instant at, String source, long requests, long failures, long resets, long timeouts)
            implements Evidence {
        public Traffic {
            if (requests < 0 || failures < 0 || resets < 0 || timeouts < 0) {
                throw new IllegalArgumentException("counts of traffic must not be negative");
            }
            if (failures + resets + timeouts > requests) {
                throw new IllegalArgumentException("more failures, resets and timeouts than requests");
            }
        }

        /** What the window says of the region. */
        TrafficVerdict judge(HealthThresholds thresholds) {
            if (requests < thresholds.minimumRequests()) {
                return TrafficVerdict.FINE;
            }
            if (resets + timeouts >= thresholds.failingShare() * requests) {
                return TrafficVerdict.FAILING;
            }
            return failures + resets + timeouts >= thresholds.impairedShare() * requests
                    ? TrafficVerdict.IMPAIRED
                    : TrafficVerdict.FINE;
        }

        @Override
        public String describe() {
            return "traffic of " + source + ": " + requests + " requests, " + failures + " failures, " + resets
                    + " resets, " + timeouts + " timeouts";
        }
    }
}
