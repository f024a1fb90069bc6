package dev.courtside.experiment.change;

import dev.courtside.kit.problem.ProblemException;
import java.util.regex.Pattern;

/** What flags, experiments, metrics and variants may be called. */
public final class Keys {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Keys() {}

    /**
     * Refuses what is no key with a 400 problem.
     *
     * @param field the name of the member that holds it
     */
    public static String check(String field, String key) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    field, "must be 1 to 100 letters, digits, dots, dashes or underscores, a letter or digit first");
        }
        return key;
    }
}
