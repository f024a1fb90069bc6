package dev.courtside.anomaly;

import dev.courtside.kit.migrate.ServiceMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: {@code migrate} migrates the schema and exits, nothing serves. */
@QuarkusMain
public final class AnomalyMain {
    private AnomalyMain() {}

    public static void main(String... args) {
        ServiceMain.run("anomaly", args);
    }
}
