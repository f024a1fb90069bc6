package dev.courtside.engine.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Generated series and the ways to run them through a detector. One point a second. */
final class TestingSeries {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private TestingSeries() {}

    static Instant second(int i) {
        return START.plusSeconds(i);
    }

    /** Normal noise around 100 with a deviation of 10, and a few spikes of random height. */
    static double[] noisy(long seed, int length) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double spike = random.nextInt(40) == 0 ? 200 * random.nextDouble() : 0;
            values[i] = 100 + 10 * random.nextGaussian() + spike;
        }
        return values;
    }

    static double[] map(double[] values, DoubleUnaryOperator by) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = by.applyAsDouble(values[i]);
        }
        return mapped;
    }

    static List<Observation> run(SeriesDetector detector, double... values) {
        return run(detector, 0, values);
    }

    static List<Observation> run(SeriesDetector detector, int from, double... values) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            observations.add(detector.observe(second(from + i), values[i]));
        }
        return observations;
    }

    static List<Double> unitScores(List<Observation> observations) {
        return observations.stream()
                .map(o -> ((Observation.Judged) o).verdict().unitScore())
                .toList();
    }

    static List<Boolean> alarms(List<Observation> observations) {
        return observations.stream()
                .map(o -> ((Observation.Judged) o).verdict() instanceof Verdict.Anomalous)
                .toList();
    }

    static long announced(List<Observation> observations) {
        return observations.stream()
                .filter(o -> o instanceof Observation.Judged judged && judged.announce())
                .count();
    }
}
