package dev.courtside.kit.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps what others name (metrics, models, tools) from becoming any number of series: the first values become labels, all
 * later ones {@value #OTHER}, and that is counted.
 */
public final class LabelLimit {
    public static final String OTHER = "other";

    private final int most;
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final Counter refused;

    /**
     * A limit of one label.
     *
     * @param label its name, under which refusals are counted in {@code courtside_label_values_refused_total}
     * @param most values that become labels
     */
    public LabelLimit(String label, int most, MeterRegistry meters) {
        this.most = most;
        this.refused = Counter.builder("courtside_label_values_refused")
                .description("Observations whose label value became 'other' because there are too many values")
                .tag("label", label)
                .register(meters);
    }

    /** The value itself, or {@value #OTHER} if there are too many. */
    public String of(String value) {
        if (values.contains(value)) {
            return value;
        }
        if (taken.incrementAndGet() <= most) {
            if (!values.add(value)) {
                taken.decrementAndGet();
            }
            return value;
        }
        taken.decrementAndGet();
        refused.increment();
        return OTHER;
    }
}
