package dev.courtside.local.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What can be done to an installation from outside its launcher. */
public final class Installation {
    /** The launcher stops eight processes one after the other, each with at most 35 s; together they take a few. */
    private static final long DOWN_SECONDS = 120;

    private final Home home;

    public Installation(Home home) {
        this.home = home;
    }

    /** Asks the launcher to stop everything; where it is gone, stops what it left behind. */
    public void down(PrintStream out) throws IOException, InterruptedException {
        Optional<ProcessHandle> launcher = launcher();
        if (launcher.isPresent()) {
            out.println("Stopping …");
            launcher.get().destroy();
            await(launcher.get(), DOWN_SECONDS);
            out.println("Courtside has stopped; its state is kept in " + home.state());
            return;
        }
        if (!Files.exists(home.endpointsFile())) {
            out.println("Courtside is not running here.");
            return;
        }
        for (Map.Entry<String, Long> entry : Endpoints.load(home).pids().entrySet()) {
            Optional<ProcessHandle> left = RecordedProcess.find(entry.getValue(), home.endpointsFile());
            if (left.isPresent() && left.get().destroy()) {
                await(left.get(), 35);
                out.println(entry.getKey() + " was left over and has been stopped");
            }
        }
        Files.deleteIfExists(home.endpointsFile());
        Files.deleteIfExists(home.launcherPid());
    }

    /** @return whether everything is ready */
    public boolean status(PrintStream out) {
        Endpoints endpoints = Endpoints.load(home);
        ApiClient probe = new ApiClient("none");
        boolean all = true;
        out.printf("%-16s %8s  %-26s %s%n", "process", "pid", "address", "state");
        for (Map.Entry<String, Long> entry : endpoints.pids().entrySet()) {
            String name = entry.getKey();
            boolean alive =
                    RecordedProcess.find(entry.getValue(), home.endpointsFile()).isPresent();
            String address = name.equals("postgres") ? "" : endpoints.url(name);
            boolean ready = alive
                    && (name.equals("postgres")
                            || probe.isUp(
                                    name.startsWith("demo-")
                                            ? address + "/health"
                                            : endpoints.management(name) + "/q/health/ready"));
            all &= ready;
            out.printf(
                    "%-16s %8d  %-26s %s%n",
                    name, entry.getValue(), address, ready ? "ready" : alive ? "not ready" : "not running");
        }
        out.printf("%-16s %8s  %-26s%n", "traces", "", endpoints.url("traces"));
        return all;
    }

    public void start(String name, PrintStream out) {
        Endpoints endpoints = Endpoints.load(home);
        ProcessSpec spec = ProcessSpec.load(home, name);
        Long pid = endpoints.pids().get(name);
        if (pid != null && RecordedProcess.find(pid, home.endpointsFile()).isPresent()) {
            throw new LaunchException(LaunchException.FAILED, name + " is running already (pid " + pid + ")");
        }
        long started = spec.start().pid();
        endpoints.pid(name, started);
        endpoints.save();
        out.println(name + " was started (pid " + started + ")");
    }

    public void stop(String name, PrintStream out) throws InterruptedException {
        Long pid = Endpoints.load(home).pids().get(name);
        if (pid == null) {
            ProcessSpec.load(home, name); // says which names there are
        }
        Optional<ProcessHandle> process =
                pid == null ? Optional.empty() : RecordedProcess.find(pid, home.endpointsFile());
        if (process.isEmpty()) {
            out.println(name + " is not running");
            return;
        }
        process.get().destroy();
        await(process.get(), 35);
        out.println(name + " has stopped");
    }

    /** Deletes the installation's state: database, secrets, snapshots, logs. Tools and the build's stamp stay. */
    public void reset(PrintStream out) throws IOException {
        if (launcher().isPresent()) {
            throw new LaunchException(
                    LaunchException.FAILED, "Courtside is running; stop it with ./courtside down first");
        }
        for (String name : List.of(
                "postgres", "postgres-binaries", "data", "logs", "secrets", "migrated", "processes", "credentials")) {
            delete(home.state().resolve(name));
        }
        for (Path file : List.of(home.endpointsFile(), home.tokenFile(), home.launcherPid())) {
            Files.deleteIfExists(file);
        }
        out.println("The state in " + home.state() + " has been cleared.");
    }

    /** Migrates the database of {@code COURTSIDE_DATABASE_URL}, else the running local one. */
    public void migrate(Map<String, String> environment, PrintStream out) {
        String url = environment.getOrDefault("COURTSIDE_DATABASE_URL", "");
        if (url.isBlank()) {
            url = Endpoints.load(home).database().replace("//", "//postgres:postgres@");
        }
        new Migrations(home, new LocalSecrets(home.directory("secrets")), url).run(new Progress(out), true);
    }

    private Optional<ProcessHandle> launcher() throws IOException {
        if (!Files.exists(home.launcherPid())) {
            return Optional.empty();
        }
        return RecordedProcess.find(
                Long.parseLong(Files.readString(home.launcherPid()).strip()), home.launcherPid());
    }

    private static void await(ProcessHandle process, long seconds) throws InterruptedException {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
