package dev.courtside.local.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the four services and the demo regions are started: their jars, JVM flags and environment. */
final class ServiceProcess {
    /** In the order in which they start; they stop in the reverse. */
    static final List<String> SERVICES = List.of("experiment", "region", "anomaly", "gateway");

    private static final Map<String, String> MODULES = Map.of(
            "gateway", "tracing-gateway",
            "anomaly", "anomaly-service",
            "experiment", "experiment-service",
            "region", "region-service");

    private final Home home;
    private final Ports ports;
    private final LocalSecrets secrets;
    private final String databaseUrl;

    ServiceProcess(Home home, Ports ports, LocalSecrets secrets, String databaseUrl) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.databaseUrl = databaseUrl;
    }

    /** @throws LaunchException where the service has not been packaged */
    static Path jar(Home home, String service) {
        Path jar = home.root().resolve(MODULES.get(service)).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchException(
                    LaunchException.ENVIRONMENT, jar + " is missing; build it with ./courtside build");
        }
        return jar;
    }

    ProcessSpec service(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("COURTSIDE_PORT", Integer.toString(ports.of(service)));
        environment.put("COURTSIDE_MANAGEMENT_PORT", Integer.toString(ports.of(service + "-management")));
        environment.put("COURTSIDE_HOST", "127.0.0.1");
        environment.put("COURTSIDE_DATABASE_URL", databaseUrl);
        environment.put(
                "COURTSIDE_DATABASE_PASSWORD_FILE",
                secrets.secretFile("database-" + service).toString());
        environment.put("COURTSIDE_DATA_DIR", home.data(service).toString());
        environment.put(
                "COURTSIDE_SERVICE_TOKEN_FILE", secrets.tokenFile(service).toString());
        environment.put(
                "COURTSIDE_TRUSTED_TOKENS_FILE", secrets.file("trusted-tokens").toString());
        environment.put(
                "COURTSIDE_UNIT_KEY_FILE", secrets.secretFile("unit-key").toString());
        environment.put("COURTSIDE_CREDENTIALS_DIR", home.credentials().toString());
        // the demo and, for most people, their own MCP server are on this machine
        environment.put(
                "COURTSIDE_ALLOWED_ADDRESSES",
                System.getenv().getOrDefault("COURTSIDE_ALLOWED_ADDRESSES", "127.0.0.0/8,::1/128"));
        SERVICES.forEach(peer ->
                environment.put("COURTSIDE_" + peer.toUpperCase(java.util.Locale.ROOT) + "_URL", ports.url(peer)));
        environment.putAll(telemetry());
        return new ProcessSpec(
                service,
                java(service.equals("gateway"), jar(home, service).toString()),
                environment,
                home.logs().resolve(service + ".log"));
    }

    ProcessSpec demoRegion(String region, Path self) {
        Map<String, String> environment = new HashMap<>(telemetry());
        environment.put("COURTSIDE_DEMO_REGION", region);
        environment.put("COURTSIDE_DEMO_PORT", Integer.toString(ports.of("demo-" + region)));
        List<String> command = new ArrayList<>(java(false, self.toString()));
        command.add("demo-region");
        String name = "demo-" + region;
        return new ProcessSpec(name, command, environment, home.logs().resolve(name + ".log"));
    }

    private Map<String, String> telemetry() {
        Map<String, String> own = System.getenv();
        return Map.of(
                "TRACING_ENABLED", own.getOrDefault("TRACING_ENABLED", "true"),
                "OTEL_EXPORTER_OTLP_ENDPOINT", own.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", ports.url("traces")));
    }

    /** One machine runs it all: small heaps, and but for the data path only the quick compiler, which starts sooner. */
    private static List<String> java(boolean dataPath, String jar) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (!dataPath) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-jar");
        command.add(jar);
        return command;
    }
}
