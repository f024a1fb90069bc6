package dev.courtside.local.launch;

import dev.courtside.local.trace.TraceServer;
import dev.courtside.local.trace.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code courtside up}: PostgreSQL, migrations, the four services, three demo regions and the trace store; then waits,
 * and at SIGINT or SIGTERM stops all of them in the reverse order.
 */
public final class Launcher {
    static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
    /** Longer than the services' own 30 s for finishing what runs. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(35);

    private final Home home;
    private final Map<String, String> environment;
    private final Progress progress = new Progress(System.out);
    private final List<String> started = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable PostgresServer postgres;
    private @Nullable TraceServer traces;
    private @Nullable Endpoints endpoints;
    private volatile boolean stopping;

    public Launcher(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** @param self this program's own jar, which is also the demo's */
    public void up(Path self) throws IOException, SQLException, InterruptedException {
        refuseTwo();
        ServiceProcess.SERVICES.forEach(service -> ServiceProcess.jar(home, service));
        Optional<String> external =
                Optional.ofNullable(environment.get("COURTSIDE_DATABASE_URL")).filter(url -> !url.isBlank());
        Ports ports = Ports.choose(environment, REGIONS, external.isEmpty());
        Files.deleteIfExists(home.endpointsFile());
        PrivateFile.write(
                home.launcherPid(), Long.toString(ProcessHandle.current().pid()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            start(ports, external, self);
        } catch (LaunchException | IOException | SQLException failure) {
            stop();
            throw failure;
        }
        stopped.await();
    }

    private void start(Ports ports, Optional<String> external, Path self)
            throws IOException, SQLException, InterruptedException {
        LocalSecrets secrets = new LocalSecrets(home.directory("secrets"));
        secrets.trustedTokensFile(ServiceProcess.SERVICES);
        traces = new TraceServer(new TraceStore(), ports.of("traces"));

        // the demo needs no database, so it boots while Postgres does
        Endpoints written = Endpoints.of(
                home,
                ports,
                ServiceProcess.SERVICES,
                REGIONS,
                external.map(Launcher::withoutUser).orElse(""));
        endpoints = written;
        ServiceProcess processes;
        String adminUrl;
        for (String region : REGIONS) {
            run(new ServiceProcess(home, ports, secrets, "").demoRegion(region, self));
        }
        if (external.isPresent()) {
            adminUrl = external.get();
            progress.step("using the database of COURTSIDE_DATABASE_URL");
        } else {
            postgres = PostgresServer.start(
                    home.directory("postgres"),
                    ports.of("postgres"),
                    home.logs().resolve("postgres.log"));
            adminUrl = postgres.adminUrl();
            written = Endpoints.of(home, ports, ServiceProcess.SERVICES, REGIONS, withoutUser(adminUrl));
            Endpoints before = endpoints;
            if (before != null) {
                before.pids().forEach(written::pid);
            }
            written.pid("postgres", postgres.pid());
            postgres.spec().save(home);
            endpoints = written;
            progress.step("PostgreSQL 18 is up");
        }
        new Migrations(home, secrets, adminUrl).run(progress, external.isPresent());

        processes = new ServiceProcess(home, ports, secrets, withoutUser(adminUrl));
        for (String service : ServiceProcess.SERVICES) {
            run(processes.service(service));
        }
        awaitReady(ports);
        ApiClient api = new ApiClient(secrets.token("admin"));
        new DemoData(api, ports).seed();
        progress.step("demo deployment, routes, prices, flag and experiment are there");
        PrivateFile.write(home.tokenFile(), secrets.token("admin") + "\n");
        written.save();
        Welcome.print(System.out, home, ports, REGIONS, progress.elapsed());
    }

    private void run(ProcessSpec spec) {
        spec.save(home);
        Process process = spec.start();
        started.add(spec.name());
        if (endpoints != null) {
            endpoints.pid(spec.name(), process.pid());
        }
        process.onExit().thenAccept(ended -> {
            if (!stopping) {
                progress.line("! " + spec.name() + " ended with exit code " + ended.exitValue() + "; its log: "
                        + spec.log() + "; bring it back with ./courtside start " + spec.name());
            }
        });
    }

    private void awaitReady(Ports ports) throws InterruptedException {
        Set<String> waiting = new LinkedHashSet<>(ServiceProcess.SERVICES);
        REGIONS.forEach(region -> waiting.add("demo-" + region));
        ApiClient probe = new ApiClient("none");
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (!waiting.isEmpty()) {
            waiting.removeIf(name -> {
                boolean up = probe.isUp(
                        name.startsWith("demo-")
                                ? ports.url(name) + "/health"
                                : ports.url(name + "-management") + "/q/health/ready");
                if (up) {
                    progress.step(name + " is ready");
                }
                return up;
            });
            for (String name : waiting) {
                Long pid = endpoints == null ? null : endpoints.pids().get(name);
                if (pid != null
                        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                    throw new LaunchException(
                            LaunchException.FAILED, name + " did not start; see ./courtside logs " + name);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchException(
                        LaunchException.FAILED,
                        String.join(", ", waiting) + " not ready after " + READY_TIMEOUT.toSeconds()
                                + " s; see ./courtside logs "
                                + waiting.iterator().next());
            }
            Thread.sleep(100);
        }
    }

    private synchronized void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        progress.line("Stopping …");
        // what `courtside start` put in a process's place is in the file, under the same name
        Map<String, Long> pids = Files.exists(home.endpointsFile())
                ? Endpoints.load(home).pids()
                : endpoints == null ? Map.of() : endpoints.pids();
        for (String name : started.reversed()) {
            Long pid = pids.get(name);
            if (pid != null) {
                stopProcess(name, pid);
            }
        }
        try {
            if (postgres != null) {
                postgres.close();
            }
            if (traces != null) {
                traces.close();
            }
            Files.deleteIfExists(home.endpointsFile());
            Files.deleteIfExists(home.launcherPid());
        } catch (IOException e) {
            progress.line("! " + e.getMessage());
        }
        progress.step("stopped");
        stopped.countDown();
    }

    private void stopProcess(String name, long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroy();
            try {
                process.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                progress.step(name + " has stopped");
            } catch (TimeoutException e) {
                process.destroyForcibly();
                progress.step(name + " did not stop within " + STOP_TIMEOUT.toSeconds() + " s and was killed");
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException e) {
                progress.line("! " + name + ": " + e.getMessage());
            }
        });
    }

    private void refuseTwo() throws IOException {
        if (!Files.exists(home.launcherPid())) {
            return;
        }
        long pid = Long.parseLong(Files.readString(home.launcherPid()).strip());
        boolean alive = pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.contains("java"))
                        .isPresent();
        if (alive) {
            throw new LaunchException(
                    LaunchException.FAILED,
                    "Courtside is already up here (pid " + pid + "); stop it with ./courtside down");
        }
    }

    static String withoutUser(String url) {
        return url.replaceFirst("//[^@/]*@", "//");
    }
}
