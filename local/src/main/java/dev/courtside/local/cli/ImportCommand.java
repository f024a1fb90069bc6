package dev.courtside.local.cli;

import dev.courtside.local.launch.ApiClient;
import dev.courtside.local.launch.Endpoints;
import dev.courtside.local.launch.LaunchException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code import deployments FILE} */
record ImportCommand(ApiClient api, Endpoints endpoints) {
    private static final String USAGE = "usage: ./courtside import deployments FILE";

    void run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.size() != 2 || !arguments.getFirst().equals("deployments")) {
            throw new LaunchException(LaunchException.USAGE, USAGE);
        }
        Path file = Path.of(arguments.get(1));
        if (!Files.isReadable(file)) {
            throw new LaunchException(LaunchException.USAGE, "cannot read " + file);
        }
        ApiClient.Answer answer =
                api.call("POST", endpoints.url("region") + "/v1/deployments:import", Files.readString(file));
        if (!answer.isSuccess()) {
            throw new LaunchException(LaunchException.FAILED, "refused (" + answer.status() + "): " + answer.body());
        }
        out.println(answer.body());
    }
}
