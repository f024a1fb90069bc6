package dev.courtside.experiment;

import dev.courtside.kit.migrate.ServiceMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves, or migrates the schema when the first argument is {@code migrate}. */
@QuarkusMain
public final class ExperimentMain {
    private ExperimentMain() {}

    public static void main(String... args) {
        ServiceMain.run("experiment", args);
    }
}
