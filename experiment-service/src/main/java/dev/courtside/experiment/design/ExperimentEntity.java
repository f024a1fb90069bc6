package dev.courtside.experiment.design;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.engine.experiment.Allocation;
import dev.courtside.engine.experiment.BucketMap;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentState;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.Scope;
import dev.courtside.engine.experiment.Stickiness;
import dev.courtside.engine.experiment.Targeting;
import dev.courtside.engine.experiment.Variant;
import dev.courtside.experiment.change.Documents;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An experiment's row. Lists and rules are JSON. */
@Entity
@Table(name = "experiment")
public class ExperimentEntity {
    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "key")
    String key;

    @Column(name = "name")
    String name;

    @Column(name = "status")
    String status;

    @Column(name = "unit")
    String unit;

    @Column(name = "variants")
    String variants;

    @Column(name = "control")
    String control;

    @Column(name = "stickiness")
    String stickiness;

    @Column(name = "routes")
    String routes;

    @Column(name = "targeting")
    String targeting;

    @Column(name = "seed")
    String seed;

    @Column(name = "phase")
    int phase;

    @Column(name = "buckets")
    String buckets;

    @Column(name = "primary_metric")
    @Nullable
    String primaryMetric;

    @Column(name = "guardrails")
    String guardrails;

    @Column(name = "winner")
    @Nullable
    String winner;

    @Version
    @Column(name = "version")
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "paused_at")
    @Nullable
    Instant pausedAt;

    @Column(name = "decided_at")
    @Nullable
    Instant decidedAt;

    @Column(name = "archived_at")
    @Nullable
    Instant archivedAt;

    ExperimentDefinition definition() {
        return new ExperimentDefinition(
                key,
                statusName(),
                Documents.read(variants, new TypeReference<List<Variant>>() {}),
                control,
                new Allocation(
                        seed, phase, Stickiness.valueOf(stickiness.toUpperCase(Locale.ROOT)), BucketMap.parse(buckets)),
                new Scope(
                        unit,
                        Documents.read(routes, new TypeReference<List<String>>() {}),
                        Targeting.of(Documents.read(targeting, JsonNode.class))));
    }

    void define(ExperimentDefinition definition) {
        key = definition.key();
        variants = Documents.write(definition.variants());
        control = definition.control();
        seed = definition.seed();
        phase = definition.phase();
        stickiness = definition.stickiness().name().toLowerCase(Locale.ROOT);
        buckets = definition.buckets().toString();
        unit = definition.unit();
        routes = Documents.write(definition.routes());
        targeting = definition.targeting().rule().toString();
    }

    List<String> guardrailKeys() {
        return Documents.read(guardrails, new TypeReference<List<String>>() {});
    }

    /** The state with the transitions that it permits. */
    ExperimentState state() {
        return switch (statusName()) {
            case DRAFT -> new ExperimentState.Draft();
            case RUNNING -> new ExperimentState.Running(Objects.requireNonNull(startedAt));
            case PAUSED ->
                new ExperimentState.Paused(Objects.requireNonNull(startedAt), Objects.requireNonNull(pausedAt));
            case DECIDED ->
                new ExperimentState.Decided(
                        Objects.requireNonNull(startedAt), Objects.requireNonNull(decidedAt), winner);
            case ARCHIVED ->
                new ExperimentState.Archived(Objects.requireNonNull(archivedAt), startedAt, decidedAt, winner);
        };
    }

    void become(ExperimentState state) {
        status = state.status().wireName();
        switch (state) {
            case ExperimentState.Draft draft -> {}
            case ExperimentState.Running running -> {
                startedAt = running.startedAt();
                pausedAt = null;
            }
            case ExperimentState.Paused paused -> pausedAt = paused.pausedAt();
            case ExperimentState.Decided decided -> {
                pausedAt = null;
                decidedAt = decided.decidedAt();
                winner = decided.winner();
            }
            case ExperimentState.Archived archived -> archivedAt = archived.archivedAt();
        }
    }

    private ExperimentStatus statusName() {
        return ExperimentStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
