package dev.courtside.local.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ports of an installation by what listens on them: the usual ones, those of the environment, or free ones (0). */
public final class Ports {
    private static final Map<String, Integer> USUAL = new LinkedHashMap<>();

    static {
        USUAL.put("gateway", 8080);
        USUAL.put("anomaly", 8081);
        USUAL.put("experiment", 8082);
        USUAL.put("region", 8083);
        USUAL.put("gateway-management", 9080);
        USUAL.put("anomaly-management", 9081);
        USUAL.put("experiment-management", 9082);
        USUAL.put("region-management", 9083);
        USUAL.put("traces", 16686);
        USUAL.put("postgres", 54329);
    }

    private static final List<Integer> USUAL_DEMO = List.of(9101, 9102, 9103);

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Ports() {}

    /**
     * Chooses all ports and makes sure that each is free.
     *
     * @throws LaunchException naming the port, who needs it and the variable that changes it
     */
    static Ports choose(Map<String, String> environment, List<String> regions, boolean ownPostgres) {
        Ports chosen = new Ports();
        Map<String, Integer> wanted = new LinkedHashMap<>();
        Map<String, String> variables = new LinkedHashMap<>();
        USUAL.forEach((name, usual) -> {
            if (!name.equals("postgres") || ownPostgres) {
                String variable = variable(name);
                wanted.put(name, port(variable, environment.get(variable), usual));
                variables.put(name, variable);
            }
        });
        String demo = environment.get("COURTSIDE_DEMO_PORTS");
        String[] given = demo == null || demo.isBlank() ? new String[0] : demo.split(",", -1);
        if (given.length != 0 && given.length != regions.size()) {
            throw new LaunchException(
                    LaunchException.USAGE,
                    "COURTSIDE_DEMO_PORTS must name " + regions.size() + " ports, one for each of "
                            + String.join(", ", regions) + "; it is '" + demo + "'");
        }
        for (int i = 0; i < regions.size(); i++) {
            wanted.put(
                    "demo-" + regions.get(i),
                    port("COURTSIDE_DEMO_PORTS", given.length == 0 ? null : given[i].strip(), USUAL_DEMO.get(i)));
            variables.put("demo-" + regions.get(i), "COURTSIDE_DEMO_PORTS");
        }
        chosen.reserve(wanted, variables);
        return chosen;
    }

    /** Held open together while choosing, so that no free port is given twice. */
    private void reserve(Map<String, Integer> wanted, Map<String, String> variables) {
        List<ServerSocket> held = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        try {
            for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
                if (entry.getValue() != 0 && !taken.add(entry.getValue())) {
                    throw new LaunchException(
                            LaunchException.USAGE,
                            "port " + entry.getValue() + " is named twice, the second time by "
                                    + variables.get(entry.getKey()));
                }
                try {
                    ServerSocket socket = new ServerSocket();
                    socket.setReuseAddress(true); // a port in TIME_WAIT is free
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.getValue()));
                    held.add(socket);
                    ports.put(entry.getKey(), socket.getLocalPort());
                } catch (IOException e) {
                    throw new LaunchException(
                            LaunchException.ENVIRONMENT,
                            "port " + entry.getValue() + " is taken, and " + entry.getKey()
                                    + " needs it. Stop what listens there, or set " + variables.get(entry.getKey())
                                    + " to another port (0 for any free one).");
                }
            }
        } finally {
            held.forEach(Ports::close);
        }
    }

    public int of(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("nothing called '" + name + "' listens");
        }
        return port;
    }

    public String url(String name) {
        return "http://127.0.0.1:" + of(name);
    }

    /** {@code COURTSIDE_GATEWAY_PORT}, {@code COURTSIDE_GATEWAY_MANAGEMENT_PORT}, … */
    static String variable(String name) {
        return "COURTSIDE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_PORT";
    }

    private static int port(String variable, @org.jspecify.annotations.Nullable String text, int usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw new LaunchException(
                LaunchException.USAGE, variable + " must be a port from 0 to 65535; it is '" + text + "'");
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
