package dev.courtside.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an installation's state lives ({@code COURTSIDE_HOME}, else {@code .courtside} of the checkout).
 *
 * @param root  the checkout, where the packaged services are
 * @param state database, logs, secrets, snapshots and spools
 */
public record Home(Path root, Path state) {

    public static Home of(Map<String, String> environment) {
        Path root = Path.of(environment.getOrDefault("COURTSIDE_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        Path state = Optional.ofNullable(environment.get("COURTSIDE_HOME"))
                .map(Path::of)
                .orElse(root.resolve(".courtside"))
                .toAbsolutePath()
                .normalize();
        return new Home(root, state);
    }

    public Path endpointsFile() {
        return state.resolve("endpoints.json");
    }

    public Path tokenFile() {
        return state.resolve("token");
    }

    public Path launcherPid() {
        return state.resolve("up.pid");
    }

    public Path logs() {
        return directory("logs");
    }

    public Path data(String service) {
        return directory("data").resolve(service);
    }

    public Path credentials() {
        return directory("credentials");
    }

    public Path directory(String name) {
        Path directory = state.resolve(name);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
        return directory;
    }
}
