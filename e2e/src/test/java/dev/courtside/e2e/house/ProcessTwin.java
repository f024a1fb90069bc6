package dev.courtside.e2e.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What it takes to start a process again as it was but for a variable: command line, environment and directory as /proc
 * tells them while it lives.
 */
record ProcessTwin(String name, List<String> command, Map<String, String> environment, Path directory) {

    static ProcessTwin of(String name, long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try {
            Map<String, String> environment = new LinkedHashMap<>();
            for (String entry : strings(proc.resolve("environ"))) {
                int split = entry.indexOf('=');
                environment.put(entry.substring(0, split), entry.substring(split + 1));
            }
            return new ProcessTwin(
                    name,
                    strings(proc.resolve("cmdline")),
                    environment,
                    proc.resolve("cwd").toRealPath());
        } catch (IOException gone) {
            throw new UncheckedIOException(name + " (pid " + pid + ") is not there", gone);
        }
    }

    /** The same but for one variable. */
    ProcessTwin with(String variable, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(variable, value);
        return new ProcessTwin(name, command, changed, directory);
    }

    Process start(Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + name + " again", failure);
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | TimeoutException stuck) {
                throw new IllegalStateException("process " + pid + " does not die", stuck);
            }
        });
    }

    private static List<String> strings(Path file) throws IOException {
        String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return List.of(all.split("\0")).stream().filter(s -> !s.isEmpty()).toList();
    }
}
