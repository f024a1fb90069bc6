package dev.courtside.experiment.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.courtside.engine.experiment.FlagDefinition;
import dev.courtside.experiment.change.Documents;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flag over HTTP. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagView(
        @JsonUnwrapped FlagDefinition definition,
        @Nullable String description,
        @Nullable String owner,
        List<String> tags,
        @JsonUnwrapped History history) {

    /** When it was written, and how often. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record History(
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant archivedAt) {}

    static FlagView of(FlagEntity flag) {
        return new FlagView(
                Documents.read(flag.definition, FlagDefinition.class),
                flag.description,
                flag.owner,
                Documents.read(flag.tags, new TypeReference<List<String>>() {}),
                new History(flag.version, flag.createdAt, flag.updatedAt, flag.archivedAt));
    }

    long version() {
        return history.version();
    }
}
