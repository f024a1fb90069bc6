package dev.courtside.engine.region;

import java.time.Duration;

/**
 * When evidence becomes a verdict.
 *
 * @param rise checks in a row that must pass before a region counts as healthy
 * @param fall strikes in a row (failed checks or failing traffic) after which it counts as unhealthy
 * @param minimumRequests fewer in a window of traffic say nothing
 * @param failingShare of requests in a window that met a reset or a timeout, from which the window is a strike; in (0, 1]
 * @param impairedShare of requests in a window that met any failure, from which the region is degraded; in (0,
 *     failingShare]
 * @param settle how long a degraded region must be free of trouble before it counts as healthy again
 */
public record HealthThresholds(
        int rise, int fall, int minimumRequests, double failingShare, double impairedShare, Duration settle) {
    /** Two checks up, two strikes down; half of three requests or more broken is a strike. */
    public static final HealthThresholds DEFAULT = new HealthThresholds(2, 2, 3, 0.5, 0.2, Duration.ofSeconds(5));

    public HealthThresholds {
        atLeastOne("rise", rise);
        atLeastOne("fall", fall);
        atLeastOne("minimumRequests", minimumRequests);
        if (!(failingShare > 0 && failingShare <= 1)) {
            throw new IllegalArgumentException("failingShare must be above 0 and at most 1, not " + failingShare);
        }
        if (!(impairedShare > 0 && impairedShare <= failingShare)) {
            throw new IllegalArgumentException(
                    "impairedShare must be above 0 and at most failingShare, not " + impairedShare);
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle must not be negative: " + settle);
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
        }
    }
}
