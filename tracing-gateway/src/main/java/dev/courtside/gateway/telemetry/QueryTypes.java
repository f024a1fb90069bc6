package dev.courtside.gateway.telemetry;

import dev.courtside.kit.telemetry.LabelLimit;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Courtside-Query-Type} as a label: a short word, of which the first {@value #MOST} are told apart. */
final class QueryTypes {
    private static final int MOST = 50;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final LabelLimit limit;

    QueryTypes(MeterRegistry registry) {
        this.limit = new LabelLimit("query_type", MOST, registry);
    }

    String label(@Nullable String sent) {
        if (sent == null) {
            return "";
        }
        return WORD.matcher(sent).matches() ? limit.of(sent) : LabelLimit.OTHER;
    }
}
