package dev.courtside.region.deployment;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Deployments as they are now, for whoever answers with one. */
@ApplicationScoped
public class Deployments {
    private final Database database;
    private final DeploymentReader reader;
    private final InstantSource clock;

    Deployments(Database database, DeploymentReader reader, InstantSource clock) {
        this.database = database;
        this.reader = reader;
        this.clock = clock;
    }

    /** The deployment over HTTP; fails with 404 where there is none. */
    public Uni<DeploymentView> get(String id) {
        return find(id).map(found -> DeploymentView.of(found, clock.instant()));
    }

    /** All that is known of a deployment; fails with 404 where there is none. */
    public Uni<StoredDeployment> find(String id) {
        return database.withConnection(sql -> reader.find(sql, id)).map(found -> existing(id, found));
    }

    private static StoredDeployment existing(String id, @Nullable StoredDeployment found) {
        if (found == null) {
            throw ProblemException.notFound("deployment", id);
        }
        return found;
    }
}
