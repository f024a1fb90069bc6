package dev.courtside.engine.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All flags and live experiments of one moment: what experiment-service publishes and the gateway evaluates locally.
 * Fields that this version does not know are ignored, so that services upgrade one at a time.
 *
 * @param flags in the order of their keys
 * @param experiments in the order of their keys
 */
public record ExperimentSnapshot(List<FlagDefinition> flags, List<ExperimentDefinition> experiments) {

    /** Of a gateway that has never heard from experiment-service. */
    public static final ExperimentSnapshot EMPTY = new ExperimentSnapshot(List.of(), List.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public ExperimentSnapshot {
        flags = copyOrEmpty(flags);
        experiments = copyOrEmpty(experiments);
    }

    /**
     * Reads a snapshot.
     *
     * @throws IllegalArgumentException if the text is not the JSON of a snapshot
     */
    public static ExperimentSnapshot parse(byte[] json) {
        try {
            return JSON.readValue(json, ExperimentSnapshot.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a snapshot of experiments: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a snapshot that was parsed already, for instance as the {@code data} of an envelope.
     *
     * @throws IllegalArgumentException if it is not a snapshot
     */
    public static ExperimentSnapshot of(JsonNode json) {
        try {
            return JSON.treeToValue(json, ExperimentSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a snapshot of experiments: " + e.getMessage(), e);
        }
    }

    /** The JSON that {@link #parse} reads. */
    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot is always JSON", e);
        }
    }

    /** The live experiment of this key, by a scan. */
    public Optional<ExperimentDefinition> experiment(String key) {
        return experiments.stream()
                .filter(experiment -> experiment.key().equals(key))
                .findFirst();
    }

    /** The flag of this key, by a scan. */
    public Optional<FlagDefinition> flag(String key) {
        return flags.stream().filter(flag -> flag.key().equals(key)).findFirst();
    }

    private static <T> List<T> copyOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
