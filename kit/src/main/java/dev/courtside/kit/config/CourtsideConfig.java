package dev.courtside.kit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every Courtside service is configured with; see the README of each service for the environment's names. */
@ConfigMapping(prefix = "courtside")
public interface CourtsideConfig {

    /** The service this process is, set by the service itself: gateway, anomaly, experiment or region. */
    @Pattern(regexp = "gateway|anomaly|experiment|region", message = "must be gateway, anomaly, experiment or region")
    String service();

    /** Where snapshots, spools and journals live. */
    @WithDefault(".courtside/data")
    Path dataDir();

    Database database();

    Security security();

    /** Base URLs of the services, by {@code gateway}, {@code anomaly}, {@code experiment}, {@code region}. */
    Map<String, URI> peers();

    Addresses addresses();

    Privacy privacy();

    Notifications notifications();

    interface Database {
        /** {@code postgresql://host:port/database}; a user in it is ignored, each service uses its own role. */
        @WithDefault("postgresql://127.0.0.1:5432/courtside")
        @Pattern(regexp = "postgres(ql)?://.+", message = "must be a URL such as postgresql://127.0.0.1:5432/courtside")
        String url();

        Optional<String> password();

        Optional<Path> passwordFile();
    }

    interface Security {
        /** The token this service presents to the others. */
        Optional<String> serviceToken();

        Optional<Path> serviceTokenFile();

        /** {@code name:role:sha256hex} entries that are accepted without a database or a snapshot. */
        Optional<List<String>> trustedTokens();

        Optional<Path> trustedTokensFile();
    }

    interface Addresses {
        /** CIDR blocks that are exempt from the ban on private, loopback and link-local addresses. */
        Optional<List<String>> allowed();
    }

    interface Privacy {
        /** The key of the hashes under which units are stored. */
        Optional<String> unitKey();

        Optional<Path> unitKeyFile();
    }

    interface Notifications {
        /** Where CloudEvents of the outbox are posted. */
        Optional<List<URI>> webhooks();
    }
}
