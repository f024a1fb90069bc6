package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Method;
import java.time.Duration;

/** A configuration with another limit of series. */
record LimitOf(DetectionConfig rest, int seriesLimit) implements DetectionConfig {
    @Override
    public Method method() {
        return rest.method();
    }

    @Override
    public int window() {
        return rest.window();
    }

    @Override
    public int minimumPoints() {
        return rest.minimumPoints();
    }

    @Override
    public double threshold() {
        return rest.threshold();
    }

    @Override
    public double iqrMultiplier() {
        return rest.iqrMultiplier();
    }

    @Override
    public double relativeFloor() {
        return rest.relativeFloor();
    }

    @Override
    public Duration checkpointEvery() {
        return rest.checkpointEvery();
    }

    @Override
    public Duration futureTolerance() {
        return rest.futureTolerance();
    }

    @Override
    public int queueLimit() {
        return rest.queueLimit();
    }

    @Override
    public int streamLimit() {
        return rest.streamLimit();
    }
}
