package dev.courtside.gateway.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.courtside.gateway.InvalidFieldException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The four limits of one upstream attempt.
 *
 * @param connect until the connection stands
 * @param firstByte from the request being sent to the response head
 * @param idle between two chunks of a body
 * @param total the whole exchange, retries included
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Short to connect, patient with models that think, ten minutes for the longest stream. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(10));

    public Timeouts {
        check("timeouts.total", total); // first: the defaults of the others follow it
        check("timeouts.connect", connect);
        check("timeouts.firstByte", firstByte);
        check("timeouts.idle", idle);
        if (connect.compareTo(total) > 0) {
            throw new InvalidFieldException(
                    "timeouts.connect", "must not be longer than timeouts.total (" + total + ")");
        }
        if (firstByte.compareTo(total) > 0) {
            throw new InvalidFieldException(
                    "timeouts.firstByte", "must not be longer than timeouts.total (" + total + ")");
        }
    }

    /** Takes the default where a value is missing. */
    public static Timeouts of(
            @Nullable Duration connect,
            @Nullable Duration firstByte,
            @Nullable Duration idle,
            @Nullable Duration total) {
        Duration whole = total == null ? DEFAULT.total : total;
        return new Timeouts(
                connect == null ? shorter(DEFAULT.connect, whole) : connect,
                firstByte == null ? shorter(DEFAULT.firstByte, whole) : firstByte,
                idle == null ? DEFAULT.idle : idle,
                whole);
    }

    // a total below a default is meant: the default follows it rather than making the route invalid
    private static Duration shorter(Duration preset, Duration total) {
        return total.compareTo(preset) < 0 ? total : preset;
    }

    private static void check(String field, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new InvalidFieldException(field, "must be between PT0.001S and PT24H, was " + value);
        }
    }
}
