package dev.courtside.local.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs each service's {@code migrate} command, side by side. */
final class Migrations {
    private final Home home;
    private final LocalSecrets secrets;
    private final String adminUrl;

    Migrations(Home home, LocalSecrets secrets, String adminUrl) {
        this.home = home;
        this.secrets = secrets;
        this.adminUrl = adminUrl;
    }

    /** @param force also where the same program has migrated the same database before */
    void run(Progress progress, boolean force) {
        Map<String, Process> running = new LinkedHashMap<>();
        for (String service : ServiceProcess.SERVICES) {
            Path jar = ServiceProcess.jar(home, service);
            if (!force && stamp(jar).equals(applied(service))) {
                continue;
            }
            running.put(service, start(service, jar));
        }
        if (running.isEmpty()) {
            progress.step("database schemas are up to date");
            return;
        }
        running.forEach((service, process) -> {
            try {
                if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new LaunchException(
                            LaunchException.FAILED,
                            "the schema of " + service + " could not be migrated: " + lastLine(log(service)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException(LaunchException.FAILED, "interrupted while migrating " + service);
            }
            PrivateFile.write(stampFile(service), stamp(ServiceProcess.jar(home, service)));
        });
        progress.step("database schemas migrated: " + String.join(", ", running.keySet()));
    }

    private Process start(String service, Path jar) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        "migrate"))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log(service).toFile());
        builder.environment().put("COURTSIDE_DATABASE_ADMIN_URL", adminUrl);
        builder.environment()
                .put(
                        "COURTSIDE_DATABASE_PASSWORD_FILE",
                        secrets.secretFile("database-" + service).toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database and the program: its application jars' names, sizes and times. */
    private String stamp(Path jar) {
        StringBuilder stamp = new StringBuilder(adminUrl.replaceAll(":\\d+/", ":port/"));
        for (String folder : List.of("app", "lib/main")) {
            try (Stream<Path> files = Files.list(jar.resolveSibling(folder))) {
                files.filter(file -> file.getFileName().toString().contains("courtside"))
                        .sorted()
                        .forEach(file -> stamp.append('\n')
                                .append(file.getFileName())
                                .append(' ')
                                .append(file.toFile().length())
                                .append(' ')
                                .append(file.toFile().lastModified()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return LocalSecrets.sha256Hex(stamp.toString());
    }

    private String applied(String service) {
        try {
            Path file = stampFile(service);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path stampFile(String service) {
        return home.directory("migrated").resolve(service);
    }

    private Path log(String service) {
        return home.logs().resolve("migrate-" + service + ".log");
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "no output, see " + log : lines.getLast() + " (see " + log + ")";
        } catch (IOException e) {
            return "see " + log;
        }
    }
}
