package dev.courtside.experiment.outcome;

import dev.courtside.kit.telemetry.LabelLimit;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code courtside_experiment_exposures_total}: units that were enrolled for the first time in a phase. */
@ApplicationScoped
public class ExposureCounter {
    private static final int MOST_EXPERIMENTS = 500;
    private static final int MOST_VARIANTS = 1_000;

    private final MeterRegistry meters;
    private final LabelLimit experiments;
    private final LabelLimit variants;

    public ExposureCounter(MeterRegistry meters) {
        this.meters = meters;
        this.experiments = new LabelLimit("experiment", MOST_EXPERIMENTS, meters);
        this.variants = new LabelLimit("variant", MOST_VARIANTS, meters);
    }

    /** Counts an enrolment that is committed. */
    public void count(Sighting enrolled) {
        meters.counter(
                        "courtside.experiment.exposures",
                        "experiment",
                        experiments.of(enrolled.key().experiment()),
                        "variant",
                        variants.of(enrolled.variant()))
                .increment();
    }
}
