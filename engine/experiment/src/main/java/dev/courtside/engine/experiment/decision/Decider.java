package dev.courtside.engine.experiment.decision;

import dev.courtside.engine.experiment.statistics.ConfidenceSequence;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.SampleRatio;
import dev.courtside.engine.experiment.statistics.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides by the confidence sequence of the <em>absolute</em> difference, so that one may look after every outcome. With
 * several treatments the level is shared among them (Bonferroni).
 *
 * @param alpha the level of a wrong decision, between 0 and 1
 * @param tuning units at which the sequence is tightest
 * @param minimumUnits in each arm, before which the sequence, which is asymptotic, is not trusted
 */
public record Decider(double alpha, double tuning, long minimumUnits) {

    /** A level of 5 %, tightest at 5,000 units, from 100 units an arm on. */
    public static final Decider STANDARD = new Decider(0.05, ConfidenceSequence.STANDARD_TUNING, 100);

    private enum Finding {
        BETTER,
        WORSE,
        UNCERTAIN
    }

    /**
     * Decides.
     *
     * @param control the name of the control
     * @param splitPValue of the test for a sample ratio mismatch
     * @param primary the primary metric of every treatment; empty without one
     * @param guardrails every guardrail of every treatment
     */
    public Decision decide(String control, double splitPValue, List<Comparison> primary, List<Comparison> guardrails) {
        if (splitPValue < SampleRatio.ALARM) {
            return new Decision(
                    Verdict.INVALID,
                    null,
                    null,
                    List.of(text(
                            "The units are not split as the weights say (p = %.2g): no comparison can be trusted.",
                            splitPValue)));
        }
        Set<String> treatments = new HashSet<>();
        primary.forEach(comparison -> treatments.add(comparison.variant()));
        guardrails.forEach(comparison -> treatments.add(comparison.variant()));
        ConfidenceSequence sequence = new ConfidenceSequence(alpha / Math.max(1, treatments.size()), tuning);

        List<String> reasons = new ArrayList<>();
        Set<String> out = new HashSet<>();
        List<Comparison> causes = new ArrayList<>();
        for (Comparison guardrail : guardrails) {
            if (find(guardrail, sequence) == Finding.WORSE) {
                out.add(guardrail.variant());
                causes.add(guardrail);
                reasons.add(text(
                        "%s harms the guardrail %s: %s.",
                        guardrail.variant(), guardrail.metric(), difference(guardrail, sequence)));
            }
        }
        List<Comparison> better = new ArrayList<>();
        for (Comparison comparison : primary) {
            if (!out.contains(comparison.variant())) {
                switch (find(comparison, sequence)) {
                    case BETTER -> better.add(comparison);
                    case WORSE -> {
                        out.add(comparison.variant());
                        causes.add(comparison);
                        reasons.add(text(
                                "%s is worse on %s: %s.",
                                comparison.variant(), comparison.metric(), difference(comparison, sequence)));
                    }
                    case UNCERTAIN -> {}
                }
            }
        }
        if (!better.isEmpty()) {
            Comparison best = leader(better);
            reasons.addFirst(
                    text("%s is better on %s: %s.", best.variant(), best.metric(), difference(best, sequence)));
            return new Decision(Verdict.SHIP, best.variant(), 100 * chanceToWin(best), reasons);
        }
        if (!treatments.isEmpty() && out.containsAll(treatments)) {
            // the chance that the least harmful of the treatments is worse all the same
            double confidence = causes.stream()
                    .mapToDouble(cause -> 100 * (1 - chanceToWin(cause)))
                    .min()
                    .orElse(0);
            return new Decision(Verdict.ROLL_BACK, control, confidence, reasons);
        }
        return keepRunning(primary, out, sequence, reasons);
    }

    private Decision keepRunning(
            List<Comparison> primary, Set<String> out, ConfidenceSequence sequence, List<String> reasons) {
        List<Comparison> left = new ArrayList<>();
        for (Comparison comparison : primary) {
            if (!out.contains(comparison.variant())) {
                left.add(comparison);
                reasons.add(waiting(comparison, sequence));
            }
        }
        if (primary.isEmpty()) {
            reasons.add("There is no primary metric to decide by.");
        }
        List<Comparison> measured = left.stream()
                .filter(comparison -> comparison.absolute() != null)
                .toList();
        Double confidence = measured.isEmpty() ? null : 100 * chanceToWin(leader(measured));
        return new Decision(Verdict.KEEP_RUNNING, null, confidence, reasons);
    }

    private String waiting(Comparison comparison, ConfidenceSequence sequence) {
        if (comparison.smallerArm() < minimumUnits) {
            return text(
                    "%s has %d units on %s in its smaller arm; at least %d are needed.",
                    comparison.variant(), comparison.smallerArm(), comparison.metric(), minimumUnits);
        }
        if (comparison.absolute() == null) {
            return text(
                    "%s does not differ from one unit to the next on %s.", comparison.variant(), comparison.metric());
        }
        return text(
                "%s may still be better or worse on %s: %s.",
                comparison.variant(), comparison.metric(), difference(comparison, sequence));
    }

    private Finding find(Comparison comparison, ConfidenceSequence sequence) {
        Effect effect = comparison.absolute();
        if (effect == null || comparison.smallerArm() < minimumUnits) {
            return Finding.UNCERTAIN;
        }
        if (!sequence.test(effect).interval().excludesZero()) {
            return Finding.UNCERTAIN;
        }
        return comparison.direction().improvement(effect.estimate()) > 0 ? Finding.BETTER : Finding.WORSE;
    }

    private static Comparison leader(List<Comparison> comparisons) {
        return comparisons.stream()
                .max(Comparator.comparingDouble(Decider::chanceToWin).thenComparingDouble(Decider::improvement))
                .orElseThrow();
    }

    private static double improvement(Comparison comparison) {
        Effect effect = comparison.absolute();
        return effect == null ? 0 : comparison.direction().improvement(effect.estimate());
    }

    private static double chanceToWin(Comparison comparison) {
        Effect effect = comparison.absolute();
        return effect == null ? 0.5 : comparison.improvement(effect).chanceToWin();
    }

    private static String difference(Comparison comparison, ConfidenceSequence sequence) {
        Effect effect = comparison.absolute();
        if (effect == null) {
            return "the difference is not defined";
        }
        TestResult test = sequence.test(effect);
        return text(
                "the difference to the control is %.4g, always-valid %.3g %% interval %.4g to %.4g",
                effect.estimate(),
                100 * (1 - sequence.alpha()),
                test.interval().low(),
                test.interval().high());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
