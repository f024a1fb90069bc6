package dev.courtside.experiment;

import dev.courtside.testkit.PostgresResource;
import java.util.Map;

/** The database of this service. */
public class ExperimentTestResource extends PostgresResource {
    @Override
    public void init(Map<String, String> initArgs) {
        super.init(Map.of("service", "experiment"));
    }
}
