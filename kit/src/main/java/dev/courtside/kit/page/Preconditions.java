package dev.courtside.kit.page;

import dev.courtside.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code ETag} and {@code If-Match} of an object whose writes are counted (RFC 9110, section 13). */
public final class Preconditions {
    private Preconditions() {}

    /** The entity tag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses with 412 a write that was meant for another version; without {@code If-Match} every write passes.
     *
     * @param ifMatch the header: {@code *} for any existing object, else a list of entity tags
     * @param currentVersion what is stored; 0 when there is nothing
     */
    public static void check(@Nullable String ifMatch, long currentVersion) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return;
        }
        if (currentVersion == 0) {
            throw ProblemException.preconditionFailed("If-Match was sent, but there is no such object yet.");
        }
        String current = etag(currentVersion);
        for (String candidate : ifMatch.split(",", -1)) {
            String tag = candidate.strip();
            if (tag.equals("*") || tag.equals(current)) {
                return;
            }
        }
        throw ProblemException.preconditionFailed(
                "The object has changed since: its version is " + current + ", If-Match was " + ifMatch + ".");
    }
}
