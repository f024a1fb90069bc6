package dev.courtside.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One house: the launcher and everything it started, on free ports, with its state in a directory of its own. What a test
 * kills it brings back before it ends, so that classes may run in any order.
 */
public final class Courtside implements AutoCloseable {
    private static final List<String> SERVICES = List.of("gateway", "anomaly", "experiment", "region");
    private static final Duration UP_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(45);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Process launcher;
    private final JsonNode endpoints;
    private final String token;
    private final Map<String, Long> twins = new HashMap<>();

    private Courtside(Path home, Process launcher) throws IOException {
        this.home = home;
        this.launcher = launcher;
        this.endpoints = JSON.readTree(home.resolve("endpoints.json").toFile());
        this.token = Files.readString(home.resolve("token")).strip();
    }

    static Courtside up() {
        try {
            Path root = root();
            Path home = Files.createTempDirectory("courtside-e2e-");
            Process launcher = launch(root, home);
            // The launcher writes its endpoints once everything is ready, and the token before that.
            Awaitility.await("courtside up, see " + home.resolve("up.log"))
                    .atMost(UP_TIMEOUT)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("courtside up ended, see " + home.resolve("up.log"), () -> !launcher.isAlive())
                    .until(() -> Files.exists(home.resolve("endpoints.json")) && Files.exists(home.resolve("token")));
            Courtside courtside = new Courtside(home, launcher);
            SERVICES.forEach(courtside::awaitReady);
            return courtside;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The service's REST interface, with the administrator's token. */
    public Api api(String service) {
        return new Api(URI.create(endpoints.path(service).asText()), Map.of()).withToken(token);
    }

    /** The management interface of a service: health and metrics. */
    public Api management(String service) {
        return new Api(URI.create(endpoints.path("management").path(service).asText()), Map.of());
    }

    /** The demo upstream of a region. */
    public Api demo(String region) {
        return new Api(URI.create(endpoints.path("demo").path(region).asText()), Map.of());
    }

    public Traces traces() {
        return new Traces(new Api(URI.create(endpoints.path("traces").asText()), Map.of()));
    }

    public String token() {
        return token;
    }

    public Path home() {
        return home;
    }

    /** Makes a token of a role. */
    public String token(String role) {
        return api("gateway")
                .post("/v1/tokens", "{\"name\":\"e2e-%s\",\"role\":\"%s\"}".formatted(role, role))
                .expectSuccess()
                .json()
                .path("secret")
                .asText();
    }

    /** SIGKILL. The name is one of endpoints.json's pids. */
    public void kill(String name) {
        ProcessTwin.kill(pid(name));
    }

    /** Stops a process gracefully, as {@code courtside stop} does. */
    public void stop(String name) {
        run("stop", name);
    }

    /** Starts what was killed again, as {@code courtside start} does. Services are waited for until they are ready. */
    public void bringBack(String name) {
        start(name);
        if (SERVICES.contains(name)) {
            awaitReady(name);
        }
    }

    /** Starts a killed service again and waits until it listens; what it depends on may still be dead. */
    public void bringBackUnready(String name) {
        start(name);
        awaitLive(name);
    }

    /** Kills a service and starts it again with one variable changed, until {@link #restore}. */
    public void restartWith(String service, String variable, String value) {
        ProcessTwin twin = ProcessTwin.of(service, pid(service)).with(variable, value);
        kill(service);
        twins.put(service, twin.start(home.resolve("logs/" + service + ".log")).pid());
        awaitReady(service);
    }

    /** Puts the service as the launcher started it in the place of one that was started with a variable changed. */
    public void restore(String service) {
        Long twin = twins.remove(service);
        if (twin != null) {
            ProcessTwin.kill(twin);
            bringBack(service);
        }
    }

    public void awaitReady(String service) {
        awaitHealth(service, "ready");
    }

    public void awaitLive(String service) {
        awaitHealth(service, "live");
    }

    public boolean isReady(String service) {
        return isHealthy(service, "ready");
    }

    @Override
    public void close() throws InterruptedException {
        twins.values().forEach(ProcessTwin::kill);
        List<Long> pids = endpoints.path("pids").properties().stream()
                .map(entry -> pid(entry.getKey()))
                .toList();
        launcher.destroy();
        if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
            // A launcher that hangs must not leave a house behind.
            launcher.destroyForcibly();
            pids.forEach(ProcessTwin::kill);
            throw new AssertionError("courtside did not stop within 60 s of SIGTERM, see " + home.resolve("up.log"));
        }
    }

    /** Runs the launcher with a verb to its end and returns what it printed. */
    public String run(String... verb) {
        try {
            Path output = Files.createTempFile(home, "verb-", ".log");
            Process process = command(root(), home, verb)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("courtside " + String.join(" ", verb) + ": " + Files.readString(output));
            }
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void start(String name) {
        run("start", name);
    }

    /** As the launcher knows it now: what was started again has another one. */
    private long pid(String name) {
        try {
            return JSON.readTree(home.resolve("endpoints.json").toFile())
                    .path("pids")
                    .path(name)
                    .asLong();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitHealth(String service, String kind) {
        Awaitility.await(service + " " + kind)
                .atMost(READY_TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> isHealthy(service, kind));
    }

    private boolean isHealthy(String service, String kind) {
        try {
            return management(service).get("/q/health/" + kind).status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static Process launch(Path root, Path home) throws IOException {
        return command(root, home, "up")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("up.log").toFile())
                .start();
    }

    private static ProcessBuilder command(Path root, Path home, String... verb) {
        Path jar = root.resolve("local/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: package the module local first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
        command.addAll(List.of(verb));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectInput(new File("/dev/null"));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("COURTSIDE_") || name.startsWith("OTEL_"));
        environment.put("COURTSIDE_HOME", home.toString());
        environment.put("COURTSIDE_ROOT", root.toString());
        for (String service : SERVICES) {
            String name = service.toUpperCase(Locale.ROOT);
            environment.put("COURTSIDE_" + name + "_PORT", "0");
            environment.put("COURTSIDE_" + name + "_MANAGEMENT_PORT", "0");
        }
        environment.put("COURTSIDE_TRACES_PORT", "0");
        environment.put("COURTSIDE_DEMO_PORTS", "0,0,0");
        environment.put("COURTSIDE_POSTGRES_PORT", "0");
        return builder;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("local"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException("not inside the Courtside tree");
            }
            directory = parent;
        }
        return directory;
    }
}
