package dev.courtside.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code endpoints.json}: where everything of a running Courtside listens, and under which process id. */
public final class Endpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final ObjectNode node;

    private Endpoints(Home home, ObjectNode node) {
        this.home = home;
        this.node = node;
    }

    static Endpoints of(Home home, Ports ports, Iterable<String> services, Iterable<String> regions, String database) {
        ObjectNode node = JSON.createObjectNode();
        services.forEach(service -> node.put(service, ports.url(service)));
        node.put("traces", ports.url("traces"));
        ObjectNode demo = node.putObject("demo");
        regions.forEach(region -> demo.put(region, ports.url("demo-" + region)));
        ObjectNode management = node.putObject("management");
        services.forEach(service -> management.put(service, ports.url(service + "-management")));
        node.put("database", database);
        node.putObject("pids");
        return new Endpoints(home, node);
    }

    /** @throws LaunchException where nothing runs */
    public static Endpoints load(Home home) {
        if (!Files.exists(home.endpointsFile())) {
            throw new LaunchException(
                    LaunchException.FAILED, "Courtside is not running here; start it with ./courtside up");
        }
        try {
            return new Endpoints(
                    home, (ObjectNode) JSON.readTree(home.endpointsFile().toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.endpointsFile(), e);
        }
    }

    void pid(String name, long pid) {
        ((ObjectNode) node.get("pids")).put(name, pid);
    }

    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        node.path("pids")
                .properties()
                .forEach(entry -> pids.put(entry.getKey(), entry.getValue().asLong()));
        return pids;
    }

    public String url(String name) {
        JsonNode url = node.path(name);
        return url.isTextual()
                ? url.asText()
                : node.path("demo").path(name.replaceFirst("^demo-", "")).asText();
    }

    public String management(String service) {
        return node.path("management").path(service).asText();
    }

    String database() {
        return node.path("database").asText();
    }

    /** Replaced atomically; a reader sees the old or the new one whole. */
    void save() {
        PrivateFile.write(home.endpointsFile(), node.toPrettyString() + "\n");
    }
}
