package dev.courtside.local;

import dev.courtside.local.cli.Verbs;
import dev.courtside.local.launch.LaunchException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** The program behind {@code ./courtside}: one verb a run. Only {@code demo-region} boots Quarkus. */
@QuarkusMain
public final class LocalMain {
    private LocalMain() {}

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals("demo-region")) {
            if ("false".equalsIgnoreCase(System.getenv().getOrDefault("TRACING_ENABLED", "true"))) {
                System.setProperty("quarkus.otel.sdk.disabled", "true");
            }
            Quarkus.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        int exitCode;
        try {
            exitCode = Verbs.run(args);
        } catch (LaunchException e) {
            System.err.println("courtside: " + e.getMessage());
            exitCode = e.exitCode();
        } catch (Exception e) {
            System.err.println("courtside: " + e);
            exitCode = LaunchException.FAILED;
        }
        System.exit(exitCode);
    }
}
