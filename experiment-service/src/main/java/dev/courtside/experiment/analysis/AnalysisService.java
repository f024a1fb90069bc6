package dev.courtside.experiment.analysis;

import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.Variant;
import dev.courtside.engine.experiment.decision.Comparison;
import dev.courtside.engine.experiment.decision.Decider;
import dev.courtside.engine.experiment.statistics.ConfidenceSequence;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Sample;
import dev.courtside.engine.experiment.statistics.SampleRatio;
import dev.courtside.experiment.analysis.AnalysisStore.Measured;
import dev.courtside.experiment.analysis.AnalysisStore.Sums;
import dev.courtside.experiment.analysis.AnalysisView.Arm;
import dev.courtside.experiment.analysis.AnalysisView.Kind;
import dev.courtside.experiment.analysis.AnalysisView.MetricResult;
import dev.courtside.experiment.analysis.AnalysisView.Part;
import dev.courtside.experiment.analysis.AnalysisView.Sampled;
import dev.courtside.experiment.analysis.AnalysisView.Samples;
import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Analyses experiments by the sums of their present phase. */
@ApplicationScoped
public class AnalysisService {
    private static final Decider DECIDER = Decider.STANDARD;
    private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(DECIDER.alpha(), DECIDER.tuning());

    private final Database database;
    private final InstantSource clock;

    public AnalysisService(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<AnalysisView> analyse(String key) {
        return database.inTransaction(connection -> AnalysisStore.read(connection, key))
                .map(this::view);
    }

    private AnalysisView view(Sums sums) {
        ExperimentDefinition definition = sums.experiment().definition();
        List<MetricResult> results = new ArrayList<>();
        List<Comparison> primary = new ArrayList<>();
        List<Comparison> guardrails = new ArrayList<>();
        for (Measured metric : sums.metrics().values()) {
            Part part = part(sums, metric.key());
            for (Comparison comparison : comparisons(sums, metric)) {
                results.add(result(metric, part, comparison));
                switch (part) {
                    case PRIMARY -> primary.add(comparison);
                    case GUARDRAIL -> guardrails.add(comparison);
                    case OBSERVED -> {}
                }
            }
        }
        double split = split(sums);
        return new AnalysisView(
                new AnalysisView.Subject(definition.key(), definition.status(), definition.phase(), clock.instant()),
                arms(sums),
                results,
                new AnalysisView.Split(split),
                DECIDER.decide(definition.control(), split, primary, guardrails));
    }

    private static List<Comparison> comparisons(Sums sums, Measured metric) {
        ExperimentDefinition definition = sums.experiment().definition();
        Sample control = sums.sample(metric, definition.control());
        return definition.variants().stream()
                .map(Variant::name)
                .filter(name -> !name.equals(definition.control()))
                .map(name -> new Comparison(metric.key(), name, metric.direction(), control, sums.sample(metric, name)))
                .toList();
    }

    private static MetricResult result(Measured metric, Part part, Comparison comparison) {
        return new MetricResult(
                metric.key(),
                comparison.variant(),
                new Kind(metric.type(), metric.direction(), part),
                new Samples(sampled(comparison.control()), sampled(comparison.treatment())),
                view(comparison.relative(), metric),
                view(comparison.absolute(), metric));
    }

    private static @Nullable EffectView view(@Nullable Effect effect, Measured metric) {
        return effect == null ? null : EffectView.of(effect, metric.direction(), SEQUENCE, null);
    }

    private static Sampled sampled(Sample sample) {
        return new Sampled(sample.n(), sample.n() == 0 ? null : sample.mean());
    }

    private static Part part(Sums sums, String metric) {
        if (metric.equals(sums.experiment().primaryMetric())) {
            return Part.PRIMARY;
        }
        return sums.experiment().guardrails().contains(metric) ? Part.GUARDRAIL : Part.OBSERVED;
    }

    private static List<Arm> arms(Sums sums) {
        ExperimentDefinition definition = sums.experiment().definition();
        double[] weights = weights(definition);
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            String name = definition.variants().get(i).name();
            AnalysisStore.Exposed exposed = sums.exposed(name);
            arms.add(
                    new Arm(name, name.equals(definition.control()), weights[i], exposed.units(), exposed.exposures()));
        }
        return arms;
    }

    private static double split(Sums sums) {
        ExperimentDefinition definition = sums.experiment().definition();
        long[] units = definition.variants().stream()
                .mapToLong(variant -> sums.exposed(variant.name()).units())
                .toArray();
        return SampleRatio.pValue(units, weights(definition));
    }

    /** Percentages as the buckets have them, which is what the units really meet. */
    private static double[] weights(ExperimentDefinition definition) {
        double[] weights = new double[definition.variants().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = definition.buckets().count(i) / 100.0;
        }
        return weights;
    }
}
