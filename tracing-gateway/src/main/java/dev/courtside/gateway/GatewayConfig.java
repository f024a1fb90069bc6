package dev.courtside.gateway;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What only the gateway is configured with. */
@ConfigMapping(prefix = "courtside")
public interface GatewayConfig {
    /** The directory of upstream keys, one file per key; without it no credential can be resolved. */
    Optional<Path> credentialsDir();

    /** What distinguishes this replica in reports to other services; the host's name and the port when not set. */
    Optional<String> instance();
}
