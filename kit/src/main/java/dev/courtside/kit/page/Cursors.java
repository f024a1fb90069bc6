package dev.courtside.kit.page;

import dev.courtside.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Paging by key: a cursor is the last key of a page, opaque to the client. */
public final class Cursors {
    private static final int MOST_PER_PAGE = 500;
    private static final int LONGEST_CURSOR = 1_024;

    private Cursors() {}

    /** The page size asked for, refused outside 1 to 500. */
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST_PER_PAGE) {
            throw ProblemException.invalid("limit", "must be between 1 and " + MOST_PER_PAGE);
        }
        return asked;
    }

    /** The key after which a page begins; empty for the first. */
    public static String decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        if (cursor.length() > LONGEST_CURSOR) {
            throw ProblemException.invalid("cursor", "is not one that this service gave out");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one that this service gave out");
        }
    }

    /**
     * A page of what a store found.
     *
     * @param found up to {@code limit + 1} rows, the last only to know that there is a next page
     */
    public static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        byte[] last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
        return new Page<>(
                List.copyOf(items), Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
}
