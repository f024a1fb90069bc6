package dev.courtside.gateway.telemetry;

import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which names that clients chose may become part of span names and labels: models that stand in the configuration, and tools
 * and prompts that an MCP server has answered for, up to {@value #MOST_LEARNED} of them.
 */
@Singleton
public class BoundedNames {
    /** What stands in a label for a name that is not known. */
    public static final String OTHER = "other";

    private static final int MOST_LEARNED = 1_000;
    private static final Pattern LEARNABLE = Pattern.compile("[A-Za-z0-9_./:-]{1,128}");

    private final Snapshots snapshots;
    private final Set<String> learned = ConcurrentHashMap.newKeySet();

    public BoundedNames(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Whether the call's subject may be part of names and labels. False where it has none. */
    public boolean isKnown(Call call) {
        String model = call.model();
        if (model != null) {
            return snapshots.knowsModel(model);
        }
        String subject = call.subject();
        return subject != null && learned.contains(subject);
    }

    /** The subject as a label: {@value #OTHER} where it is not known, empty where there is none. */
    public String label(Call call) {
        String subject = call.subject();
        if (subject == null) {
            return "";
        }
        return isKnown(call) ? subject : OTHER;
    }

    /** Remembers that a server has what the call asked for; whether that was new. */
    public boolean learn(Call call) {
        String subject = call.subject();
        return subject != null
                && call.model() == null
                && learned.size() < MOST_LEARNED
                && LEARNABLE.matcher(subject).matches()
                && learned.add(subject);
    }
}
