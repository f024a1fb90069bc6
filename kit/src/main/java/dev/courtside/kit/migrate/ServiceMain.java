package dev.courtside.kit.migrate;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.Map;

/** What a service's {@code main} does: serve, or with the argument {@code migrate} bring its schema up to date. */
public final class ServiceMain {
    private ServiceMain() {}

    /** @param service gateway, anomaly, experiment or region */
    public static void run(String service, String... args) {
        Map<String, String> environment = System.getenv();
        List<String> faults = EnvironmentCheck.faults(environment);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> System.err.println(service + ": " + fault));
            System.exit(2);
        }
        if (args.length > 0 && args[0].equals("migrate")) {
            System.exit(Migration.command(service, environment, args));
        }
        if ("false".equalsIgnoreCase(environment.getOrDefault("TRACING_ENABLED", "true"))) {
            System.setProperty("quarkus.otel.sdk.disabled", "true");
        }
        Quarkus.run(args);
    }
}
