package dev.courtside.anomaly;

import dev.courtside.testkit.PostgresResource;
import java.util.Map;

/** The database of this service. */
public class AnomalyTestResource extends PostgresResource {
    @Override
    public void init(Map<String, String> initArgs) {
        super.init(Map.of("service", "anomaly"));
    }
}
