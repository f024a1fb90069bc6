package dev.courtside.engine.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mean and proportion of an independent implementation's cases, where its file lies beside the repository. */
class ReferenceCasesTest {

    private static final Path REFERENCE = Path.of("../../../shared/data/experiment-statistics/reference.json")
            .toAbsolutePath()
            .normalize();
    private static final double RELATIVE = 1e-8;
    private static final Offset<Double> P_VALUE = Offset.offset(1e-10);

    @TestFactory
    List<DynamicTest> shouldAgreeWithTheReference() throws IOException {
        assumeThat(REFERENCE)
                .as("the reference cases are not beside the repository: skipped")
                .exists();
        JsonNode reference = new ObjectMapper().readTree(Files.readAllBytes(REFERENCE));
        double alpha = reference.path("alpha").asDouble();
        ConfidenceSequence sequence = new ConfidenceSequence(
                alpha, reference.path("sequentialTuningParameter").asDouble());
        Posterior.Prior prior = new Posterior.Prior(
                reference.path("bayesNormalPrior").path("mean").asDouble(),
                reference.path("bayesNormalPrior").path("standardDeviation").asDouble());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode given : reference.path("cases")) {
            String metric = given.path("metric").asText();
            if (Set.of("mean", "proportion").contains(metric)) {
                Sample control = sample(metric, given.path("control"));
                Sample treatment = sample(metric, given.path("treatment"));
                JsonNode expected = given.path("expected");
                String id = given.path("id").asText();
                tests.add(dynamicTest(
                        id + " relative",
                        () -> check(Effect.relative(control, treatment), expected.path("relative"), sequence, prior)));
                tests.add(dynamicTest(
                        id + " absolute",
                        () -> check(Effect.absolute(control, treatment), expected.path("absolute"), sequence, prior)));
            }
        }
        assertThat(tests).hasSize(60);
        return tests;
    }

    private static void check(
            @Nullable Effect effect, JsonNode expected, ConfidenceSequence sequence, Posterior.Prior prior) {
        assertThat(effect).isNotNull();
        same("estimate", effect.estimate(), expected.path("estimate"));
        same("standardError", effect.standardError(), expected.path("standardError"));
        test("welch", Welch.test(effect, sequence.alpha()), expected.path("welch"));
        test("sequential", sequence.test(effect), expected.path("sequential"));
        posterior(Posterior.of(effect, null), sequence.alpha(), expected.path("bayesFlat"));
        posterior(Posterior.of(effect, prior), sequence.alpha(), expected.path("bayesNormalPrior"));
    }

    private static void test(String name, TestResult result, JsonNode expected) {
        interval(name, result.interval(), expected.path("ci"));
        assertThat(result.pValue())
                .as(name + " p-value")
                .isCloseTo(expected.path("pValue").asDouble(), P_VALUE);
    }

    private static void posterior(Posterior posterior, double alpha, JsonNode expected) {
        same("chance to win", posterior.chanceToWin(), expected.path("chanceToWin"));
        interval("credible interval", posterior.interval(alpha), expected.path("ci"));
        same("risk of control", posterior.riskOfControl(), expected.path("risk").path(0));
        same(
                "risk of treatment",
                posterior.riskOfTreatment(),
                expected.path("risk").path(1));
    }

    private static void interval(String name, Interval interval, JsonNode expected) {
        same(name + " low", interval.low(), expected.path(0));
        same(name + " high", interval.high(), expected.path(1));
    }

    private static void same(String name, double actual, JsonNode expected) {
        double wanted = expected.asDouble();
        assertThat(actual).as(name).isCloseTo(wanted, Offset.offset(Math.abs(wanted) * RELATIVE + Double.MIN_NORMAL));
    }

    private static Sample sample(String metric, JsonNode arm) {
        long n = arm.path("n").asLong();
        double sum = arm.path("sum").asDouble();
        return metric.equals("mean")
                ? new Sample.Values(n, sum, arm.path("sumSquares").asDouble())
                : new Sample.Proportion(n, sum);
    }
}
