package dev.courtside.local.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * What it takes to start one process, kept on disk so that {@code courtside start SERVICE} can repeat it.
 *
 * @param environment added to the starter's; names files of secrets, never secrets
 * @param log         where its output goes
 */
public record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path log) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_LOG = 10 * 1024 * 1024;

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Process start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            if (Files.exists(log) && Files.size(log) > MAX_LOG) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return builder.start();
        } catch (IOException e) {
            throw new LaunchException(LaunchException.FAILED, name + " cannot be started: " + e.getMessage());
        }
    }

    void save(Home home) {
        try {
            PrivateFile.write(
                    file(home, name),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of(
                                    "name",
                                    name,
                                    "command",
                                    command,
                                    "environment",
                                    environment,
                                    "log",
                                    log.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws LaunchException naming the processes there are */
    static ProcessSpec load(Home home, String name) {
        Path file = file(home, name);
        if (!Files.exists(file)) {
            throw new LaunchException(
                    LaunchException.USAGE, "there is no process '" + name + "'; there are " + names(home));
        }
        try {
            return JSON.readValue(file.toFile(), ProcessSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String names(Home home) {
        String[] files = home.directory("processes").toFile().list();
        return files == null
                ? "none"
                : String.join(
                        ", ",
                        List.of(files).stream()
                                .map(name -> name.replace(".json", ""))
                                .sorted()
                                .toList());
    }

    private static Path file(Home home, String name) {
        return home.directory("processes").resolve(name + ".json");
    }
}
