package dev.courtside.region;

import dev.courtside.kit.migrate.ServiceMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process of region-service: serves, or migrates its schema with the argument {@code migrate}. */
@QuarkusMain
public class RegionMain {
    private RegionMain() {}

    public static void main(String... args) {
        ServiceMain.run("region", args);
    }
}
