package dev.courtside.gateway;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this replica is called in what it reports. */
@Singleton
public class GatewayInstance {
    private final String name;

    @Inject
    public GatewayInstance(GatewayConfig config, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.name = config.instance().orElseGet(() -> host() + ":" + port);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gateway";
        }
    }

    /** The configured name, else host and port. */
    public String name() {
        return name;
    }
}
