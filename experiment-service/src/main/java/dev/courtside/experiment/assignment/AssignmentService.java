package dev.courtside.experiment.assignment;

import dev.courtside.engine.experiment.Assigner;
import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.Stickiness;
import dev.courtside.experiment.design.ExperimentReader;
import dev.courtside.experiment.design.StoredExperiment;
import dev.courtside.experiment.outcome.ExposureCounter;
import dev.courtside.experiment.outcome.ExposureStore;
import dev.courtside.experiment.outcome.Sighting;
import dev.courtside.experiment.unit.UnitHasher;
import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Assigns units, and enrols those that are assigned. */
@ApplicationScoped
public class AssignmentService {
    private final Database database;
    private final UnitHasher hasher;
    private final ExposureCounter counter;
    private final InstantSource clock;

    public AssignmentService(Database database, UnitHasher hasher, ExposureCounter counter, InstantSource clock) {
        this.database = database;
        this.hasher = hasher;
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Assigns a unit and, where the experiment runs and targets it, enrols it: an exposure counts from now on. Where the
     * experiment persists assignments the first one holds, however many ask at once.
     */
    Uni<Assignment> assign(String key, String unit, Map<String, ?> context) {
        Buffer hash = hasher.hash(unit);
        Instant now = clock.instant();
        return database.inTransaction(connection -> ExperimentReader.one(connection, key)
                        .chain(experiment -> decide(connection, experiment, unit, hash, context)
                                .chain(assignment -> keep(connection, experiment, assignment, hash, now))
                                .chain(assignment -> expose(connection, experiment, assignment, hash, now))))
                .invoke(enrolled -> enrolled.fresh().forEach(counter::count))
                .map(Enrolment::assignment);
    }

    /** What {@link #assign} would answer, without storing anything. */
    Uni<Assignment> read(String key, String unit, Map<String, ?> context) {
        Buffer hash = hasher.hash(unit);
        return database.withConnection(connection -> ExperimentReader.one(connection, key)
                .chain(experiment -> decide(connection, experiment, unit, hash, context)));
    }

    private record Enrolment(Assignment assignment, List<Sighting> fresh) {}

    private static Uni<Assignment> decide(
            SqlConnection connection, StoredExperiment experiment, String unit, Buffer hash, Map<String, ?> context) {
        ExperimentDefinition definition = experiment.definition();
        if (!persists(definition)) {
            return Uni.createFrom().item(Assigner.assign(definition, unit, context));
        }
        return AssignmentStore.find(connection, experiment, hash)
                .map(stored -> stored != null && definition.variant(stored).isPresent()
                        ? Assigner.sticky(definition, stored)
                        : Assigner.assign(definition, unit, context));
    }

    /** Stores a first assignment; another one that was faster wins. */
    private static Uni<Assignment> keep(
            SqlConnection connection, StoredExperiment experiment, Assignment assignment, Buffer hash, Instant at) {
        String variant = assignment.variant();
        if (!persists(experiment.definition()) || !assignment.enrolled() || variant == null) {
            return Uni.createFrom().item(assignment);
        }
        return AssignmentStore.first(connection, experiment, hash, variant, at)
                .map(holds -> holds == null || holds.equals(variant)
                        ? assignment
                        : Assigner.sticky(experiment.definition(), holds));
    }

    private static Uni<Enrolment> expose(
            SqlConnection connection, StoredExperiment experiment, Assignment assignment, Buffer hash, Instant at) {
        String variant = assignment.variant();
        if (!assignment.enrolled() || variant == null) {
            return Uni.createFrom().item(new Enrolment(assignment, List.of()));
        }
        Sighting sighting = Sighting.of(experiment, assignment.phase(), hash, variant, at);
        return ExposureStore.see(connection, List.of(sighting)).map(seen -> new Enrolment(assignment, seen.fresh()));
    }

    private static boolean persists(ExperimentDefinition definition) {
        return definition.stickiness() == Stickiness.PERSISTED && definition.status() == ExperimentStatus.RUNNING;
    }
}
