package dev.courtside.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Handles of meters by name and labels, so that the registry is asked once per series. Past {@value #MOST_SERIES} series new
 * combinations of labels are counted as {@code other}.
 */
final class Meters {
    private static final int MOST_SERIES = 5_000;

    static final Duration[] GEN_AI = doubling(10, 14);
    static final Duration[] MCP =
            millis(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000);
    static final Duration[] REQUEST =
            millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000);
    static final Duration[] OVERHEAD = Arrays.stream(
                    new long[] {50, 100, 200, 300, 500, 750, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000})
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private static final double[] TOKENS =
            DoubleStream.iterate(1, bound -> bound * 4).limit(14).toArray();

    private final MeterRegistry registry;
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Series, DistributionSummary> summaries = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    private static Duration[] doubling(long firstMillis, int count) {
        Duration[] bounds = new Duration[count];
        for (int i = 0; i < count; i++) {
            bounds[i] = Duration.ofMillis(firstMillis << i);
        }
        return bounds;
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    void count(String name, String... labels) {
        add(name, 1, labels);
    }

    void add(String name, double amount, String... labels) {
        handle(
                        counters,
                        name,
                        labels,
                        series -> Counter.builder(name).tags(series.labels).register(registry))
                .increment(amount);
    }

    void time(Duration[] bounds, String name, long nanos, String... labels) {
        handle(
                        timers,
                        name,
                        labels,
                        series -> Timer.builder(name)
                                .tags(series.labels)
                                .serviceLevelObjectives(bounds)
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void tokens(String name, long tokens, String... labels) {
        handle(
                        summaries,
                        name,
                        labels,
                        series -> DistributionSummary.builder(name)
                                .tags(series.labels)
                                .serviceLevelObjectives(TOKENS)
                                .register(registry))
                .record((double) tokens);
    }

    private <M> M handle(Map<Series, M> handles, String name, String[] labels, Function<Series, M> register) {
        Series series = new Series(name, labels);
        M handle = handles.get(series);
        if (handle != null) {
            return handle;
        }
        Series kept = handles.size() < MOST_SERIES ? series : series.other();
        return handles.computeIfAbsent(kept, register);
    }

    /** A key that compares its labels by their texts. */
    private static final class Series {
        private final String name;
        private final String[] labels;
        private final int hash;

        Series(String name, String[] labels) {
            this.name = name;
            this.labels = labels;
            this.hash = 31 * name.hashCode() + Arrays.hashCode(labels);
        }

        Series other() {
            String[] others = labels.clone();
            for (int i = 1; i < others.length; i += 2) {
                others[i] = BoundedNames.OTHER;
            }
            return new Series(name, others);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Series series
                    && hash == series.hash
                    && name.equals(series.name)
                    && Arrays.equals(labels, series.labels);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
