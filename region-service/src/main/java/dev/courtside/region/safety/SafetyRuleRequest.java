package dev.courtside.region.safety;

import dev.courtside.engine.region.AtLeastRule;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.StoredDeployment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A safety rule as a person wrote it, not checked yet. */
record SafetyRuleRequest(
        @Nullable String name,
        @Nullable String deployment,
        @Nullable String type,
        @Nullable String rule,
        @Nullable List<@Nullable String> regions,
        @Nullable Integer threshold,
        @Nullable Duration waitPeriod) {

    String checkedDeployment() {
        return present("deployment", deployment);
    }

    /** The rule, or a problem that names the field that is wrong. */
    AtLeastRule checked(String ruleName, StoredDeployment of) {
        if (name != null && !name.equals(ruleName)) {
            throw ProblemException.unprocessable("name", "is '" + ruleName + "' in the URL");
        }
        if (!present("type", type).equals(SafetyRule.ASSERTION)) {
            throw ProblemException.unprocessable("type", "there is " + SafetyRule.ASSERTION + " only");
        }
        if (!present("rule", rule).equals(SafetyRule.AT_LEAST)) {
            throw ProblemException.unprocessable("rule", "there is " + SafetyRule.AT_LEAST + " only");
        }
        List<@Nullable String> listed = present("regions", regions);
        Set<String> counted = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            String region = present("regions[" + i + "]", listed.get(i));
            if (of.region(region).isEmpty()) {
                throw ProblemException.unprocessable(
                        "regions[" + i + "]", "deployment '" + of.id() + "' has no such region");
            }
            counted.add(region);
        }
        int least = present("threshold", threshold);
        if (least < 1 || least > counted.size()) {
            throw ProblemException.unprocessable(
                    "threshold", "must be between 1 and the number of regions, " + counted.size());
        }
        Duration wait = waitPeriod == null ? Duration.ZERO : waitPeriod;
        if (wait.isNegative() || wait.compareTo(Duration.ofDays(1)) > 0) {
            throw ProblemException.unprocessable("waitPeriod", "must be between PT0S and P1D");
        }
        return new AtLeastRule(ruleName, counted, least, wait);
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "is missing");
        }
        return value;
    }
}
