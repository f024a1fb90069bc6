package dev.courtside.experiment.snapshot;

import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentSnapshot;
import dev.courtside.engine.experiment.FlagDefinition;
import dev.courtside.experiment.change.Changes;
import dev.courtside.experiment.change.Documents;
import dev.courtside.experiment.design.ExperimentReader;
import dev.courtside.experiment.design.StoredExperiment;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotContent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** All flags that are not archived, and all experiments that run or are paused. */
@ApplicationScoped
public class ExperimentsSnapshot implements SnapshotContent {
    private final Database database;

    public ExperimentsSnapshot(Database database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return Changes.SNAPSHOT;
    }

    @Override
    public Uni<byte[]> render() {
        // one transaction with one view, so that flags and experiments are of the same moment
        return database.inTransaction(connection -> connection
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .chain(() -> flags(connection))
                .chain(flags -> ExperimentReader.live(connection)
                        .map(experiments -> new ExperimentSnapshot(flags, definitions(experiments)).toJson())));
    }

    private static Uni<List<FlagDefinition>> flags(SqlConnection connection) {
        return connection
                .query("select definition from flag where archived_at is null order by key")
                .execute()
                .map(rows -> {
                    List<FlagDefinition> flags = new ArrayList<>(rows.size());
                    rows.forEach(row -> flags.add(Documents.read(row.getString(0), FlagDefinition.class)));
                    return flags;
                });
    }

    private static List<ExperimentDefinition> definitions(List<StoredExperiment> experiments) {
        return experiments.stream().map(StoredExperiment::definition).toList();
    }
}
