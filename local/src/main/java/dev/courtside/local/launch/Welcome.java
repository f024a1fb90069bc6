package dev.courtside.local.launch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What `up` says when all is ready: the addresses, the token, and three things to try. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, Home home, Ports ports, List<String> regions, Duration took) {
        Path token = shown(home, home.tokenFile());
        out.printf("%nCourtside is up after %.1f s.%n%n", took.toMillis() / 1_000.0);
        out.printf("  gateway     %s   model API, /mcp/nba, /stats%n", ports.url("gateway"));
        out.printf("  anomaly     %s%n", ports.url("anomaly"));
        out.printf("  experiment  %s%n", ports.url("experiment"));
        out.printf("  region      %s%n", ports.url("region"));
        out.printf("  traces      %s   (Jaeger's query API)%n", ports.url("traces"));
        for (String region : regions) {
            out.printf("  demo        %s   %s%n", ports.url("demo-" + region), region);
        }
        out.printf(
                "  API docs    %s/q/swagger-ui   (and on the other management ports)%n",
                ports.url("gateway-management"));
        out.printf("  token       %s   (admin)%n%n", token);
        out.printf("Three things to try:%n%n");
        out.printf("  export TOKEN=$(cat %s)%n%n", token);
        out.printf("  # 1. ask a question; see the variant, the region and the cost in the headers%n");
        out.printf(
                "  curl -si %s/v1/chat/completions -H \"Authorization: Bearer $TOKEN\" -H 'Courtside-User: user_123' \\%n",
                ports.url("gateway"));
        out.printf(
                "    -d '{\"model\":\"deepseek-chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Who won more games, the Lakers or the Celtics?\"}]}'%n%n");
        out.printf("  # 2. look at its trace%n");
        out.printf(
                "  curl -s '%s/api/traces?service=tracing-gateway&limit=1' | python3 -m json.tool | head -60%n%n",
                ports.url("traces"));
        out.printf("  # 3. break the active region, ask again, and see who served it and why%n");
        out.printf(
                "  curl -s %s/admin/fault -H 'Content-Type: application/json' -d '{\"mode\":\"kill\"}'%n",
                ports.url("demo-" + regions.getFirst()));
        out.printf(
                "  curl -s %s/v1/deployments/nba-demo/events -H \"Authorization: Bearer $TOKEN\"%n%n",
                ports.url("region"));
    }

    /** Relative where that is shorter to type. */
    private static Path shown(Home home, Path file) {
        return file.startsWith(home.root()) ? home.root().relativize(file) : file;
    }
}
