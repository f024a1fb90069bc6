package dev.courtside.experiment.outcome;

import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.experiment.design.StoredExperiment;
import dev.courtside.experiment.metric.MetricType;
import dev.courtside.experiment.unit.UnitHasher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks outcomes against what there is.
 *
 * @param experiments by key
 * @param metrics the types by key
 */
record OutcomeCheck(
        Map<String, StoredExperiment> experiments, Map<String, MetricType> metrics, UnitHasher hasher, String source) {

    /** Those that pass; the others are added to {@code rejected}. */
    List<CheckedOutcome> check(List<Outcome> outcomes, List<Rejection> rejected) {
        List<CheckedOutcome> checked = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            Rejection fault = fault(outcome);
            if (fault != null) {
                rejected.add(fault);
            } else {
                checked.add(checked(outcome));
            }
        }
        return checked;
    }

    private CheckedOutcome checked(Outcome outcome) {
        Outcome.Subject subject = outcome.subject();
        StoredExperiment experiment = subject.experiment() == null ? null : experiments.get(subject.experiment());
        Integer phase = subject.phase();
        String unit = subject.unit();
        return new CheckedOutcome(
                outcome,
                unit == null ? hasher.ownOf(source, outcome.origin().id()) : hasher.hash(unit),
                experiment,
                phase != null
                        ? phase
                        : experiment == null ? 0 : experiment.definition().phase());
    }

    private @Nullable Rejection fault(Outcome outcome) {
        int index = outcome.origin().index();
        if (outcome instanceof Outcome.Measurement measurement) {
            MetricType type = metrics.get(measurement.metric());
            if (type == null) {
                return new Rejection(index, "metric", "is no metric; PUT /v1/metrics/{key} makes one");
            }
            if (type == MetricType.PROPORTION && measurement.value() != 0 && measurement.value() != 1) {
                return new Rejection(index, "value", "must be 0 or 1, for the metric is a proportion");
            }
        }
        Outcome.Subject subject = outcome.subject();
        String key = subject.experiment();
        return key == null
                ? null
                : fault(index, experiments.get(key), subject, outcome.origin().at());
    }

    private static @Nullable Rejection fault(
            int index, @Nullable StoredExperiment experiment, Outcome.Subject subject, Instant at) {
        if (experiment == null) {
            return new Rejection(index, "experiment", "is no experiment");
        }
        ExperimentStatus status = experiment.definition().status();
        if (status == ExperimentStatus.DRAFT || status == ExperimentStatus.ARCHIVED) {
            return new Rejection(index, "experiment", "is " + status.wireName() + " and takes no outcomes");
        }
        if (experiment.decidedAt() != null && at.isAfter(experiment.decidedAt())) {
            return new Rejection(index, "at", "lies after the end of the experiment at " + experiment.decidedAt());
        }
        String variant = subject.variant();
        if (variant != null && experiment.definition().variant(variant).isEmpty()) {
            return new Rejection(index, "variant", "is none of the experiment's variants");
        }
        Integer phase = subject.phase();
        if (phase != null && phase > experiment.definition().phase()) {
            return new Rejection(
                    index,
                    "phase",
                    "has not begun; the experiment is in phase "
                            + experiment.definition().phase());
        }
        return null;
    }
}
