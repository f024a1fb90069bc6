package dev.courtside.region.safety;

import dev.courtside.engine.region.Objection;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What speaks against a person's change, less what they override by name. */
public final class Objections {
    private Objections() {}

    /**
     * Lets a change pass or refuses it with 409, naming the rules that could be overridden.
     *
     * @param overridden the names of the rules that the person sets aside
     */
    public static void refuse(Stream<Objection> all, Collection<String> overridden) {
        List<Objection> left = all.filter(each -> each.rule() == null || !overridden.contains(each.rule()))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        List<String> rules =
                left.stream().map(Objection::rule).filter(Objects::nonNull).toList();
        String detail = left.stream()
                .map(each -> each.rule() == null ? each.detail() : each.detail() + " (rule " + each.rule() + ")")
                .collect(Collectors.joining("; "));
        throw new ProblemException(
                Problem.of(ProblemType.CONFLICT, detail + ".").withExtension("rules", rules));
    }
}
