package dev.courtside.local.cli;

import dev.courtside.local.LocalMain;
import dev.courtside.local.launch.ApiClient;
import dev.courtside.local.launch.Endpoints;
import dev.courtside.local.launch.Home;
import dev.courtside.local.launch.Installation;
import dev.courtside.local.launch.LaunchException;
import dev.courtside.local.launch.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Chooses what a command line asks for. */
public final class Verbs {
    private Verbs() {}

    /** @return the exit code: 0 done, 1 failed, 2 wrong command line, 3 the machine lacks something */
    public static int run(String... args) throws IOException, SQLException, InterruptedException {
        Home home = Home.of(System.getenv());
        List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "up" -> new Launcher(home, System.getenv()).up(ownJar());
            case "down" -> new Installation(home).down(System.out);
            case "status" -> {
                return new Installation(home).status(System.out) ? 0 : LaunchException.FAILED;
            }
            case "start" -> new Installation(home).start(only(rest, "start SERVICE"), System.out);
            case "stop" -> new Installation(home).stop(only(rest, "stop SERVICE"), System.out);
            case "restart" -> {
                new Installation(home).stop(only(rest, "restart SERVICE"), System.out);
                new Installation(home).start(only(rest, "restart SERVICE"), System.out);
            }
            case "reset" -> new Installation(home).reset(System.out);
            case "migrate" -> new Installation(home).migrate(System.getenv(), System.out);
            case "import" -> new ImportCommand(api(home), Endpoints.load(home)).run(rest, System.out);
            case "token" -> new TokenCommand(api(home), Endpoints.load(home)).run(rest, System.out);
            case "demo" -> new DemoCommand(token(home), Endpoints.load(home)).run(rest, System.out);
            default ->
                throw new LaunchException(
                        LaunchException.USAGE,
                        "there is no verb '" + String.join(" ", args) + "'; see ./courtside help");
        }
        return 0;
    }

    private static ApiClient api(Home home) throws IOException {
        return new ApiClient(token(home));
    }

    private static String token(Home home) throws IOException {
        if (!Files.exists(home.tokenFile())) {
            throw new LaunchException(
                    LaunchException.FAILED, "Courtside is not running here; start it with ./courtside up");
        }
        return Files.readString(home.tokenFile()).strip();
    }

    private static String only(List<String> rest, String usage) {
        if (rest.size() != 1) {
            throw new LaunchException(LaunchException.USAGE, "usage: ./courtside " + usage);
        }
        return rest.getFirst();
    }

    /** The quarkus-run.jar that this program was started from; the application's own jar lies in its folder {@code app}. */
    private static Path ownJar() {
        String classPath = System.getProperty("java.class.path");
        Path jar = Path.of(classPath).toAbsolutePath();
        if (!jar.getFileName().toString().endsWith(".jar") || !Files.exists(jar)) {
            throw new IllegalStateException(LocalMain.class.getName() + " must be run from its jar, not " + classPath);
        }
        return jar;
    }
}
