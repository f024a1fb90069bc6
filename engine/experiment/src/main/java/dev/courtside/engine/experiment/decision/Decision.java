package dev.courtside.engine.experiment.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do, and why.
 *
 * @param verdict what to do
 * @param winner the variant to give to everybody; null while there is none
 * @param confidence in percent: 100 × the chance that the winner, or without one the leading treatment, is the better one;
 *     null where nothing can be said
 * @param reasons in words, the decisive one first
 */
public record Decision(
        Verdict verdict, @Nullable String winner, @Nullable Double confidence, List<String> reasons) {
    public Decision {
        reasons = List.copyOf(reasons);
    }
}
