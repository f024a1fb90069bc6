package dev.courtside.kit.migrate;

import dev.courtside.kit.address.AddressRules;
import dev.courtside.kit.security.KnownTokens;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at the environment before anything starts, so that a wrong value is one line that names the variable, the value
 * and what is allowed, and not a stack trace from the depths of the framework. Secrets are named, never repeated.
 */
final class EnvironmentCheck {
    private static final List<String> PORTS = List.of("COURTSIDE_PORT", "COURTSIDE_MANAGEMENT_PORT");
    private static final List<String> URLS = List.of(
            "COURTSIDE_GATEWAY_URL",
            "COURTSIDE_ANOMALY_URL",
            "COURTSIDE_EXPERIMENT_URL",
            "COURTSIDE_REGION_URL",
            "OTEL_EXPORTER_OTLP_ENDPOINT");
    private static final List<String> FILES = List.of(
            "COURTSIDE_DATABASE_PASSWORD_FILE",
            "COURTSIDE_SERVICE_TOKEN_FILE",
            "COURTSIDE_TRUSTED_TOKENS_FILE",
            "COURTSIDE_UNIT_KEY_FILE");

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private EnvironmentCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    /** One line a fault, in a fixed order; empty where all is well. Variables that are not set are not looked at. */
    static List<String> faults(Map<String, String> environment) {
        EnvironmentCheck check = new EnvironmentCheck(environment);
        PORTS.forEach(check::port);
        URLS.forEach(check::url);
        FILES.forEach(check::file);
        check.parsed("COURTSIDE_DATABASE_URL", DatabaseUrl::parse);
        check.parsed("COURTSIDE_TRUSTED_TOKENS", text -> KnownTokens.check(List.of(text.split("[,\\s]+"))));
        check.parsed("COURTSIDE_ALLOWED_ADDRESSES", text -> AddressRules.check(Arrays.asList(text.split(","))));
        check.oneOf("TRACING_ENABLED", "true", "false");
        return List.copyOf(check.faults);
    }

    private void port(String variable) {
        given(variable, text -> {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
                faults.add(variable + ": '" + text + "' is not a port from 0 to 65535");
            }
        });
    }

    private void url(String variable) {
        given(variable, text -> {
            try {
                URI uri = URI.create(text);
                if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // said below, as for a URL of another kind
            }
            faults.add(variable + ": '" + text + "' is not a URL such as http://127.0.0.1:8080");
        });
    }

    private void file(String variable) {
        given(variable, text -> {
            if (!Files.isReadable(Path.of(text))) {
                faults.add(variable + ": '" + text + "' is not a file that can be read");
            }
        });
    }

    private void oneOf(String variable, String... allowed) {
        given(variable, text -> {
            if (!List.of(allowed).contains(text)) {
                faults.add(variable + ": '" + text + "' is none of " + String.join(", ", allowed));
            }
        });
    }

    private void parsed(String variable, Consumer<String> parser) {
        given(variable, text -> {
            try {
                parser.accept(text);
            } catch (IllegalArgumentException e) {
                faults.add(variable + ": " + e.getMessage());
            }
        });
    }

    private void given(String variable, Consumer<String> check) {
        String text = environment.get(variable);
        if (text != null && !text.isBlank()) {
            check.accept(text.strip());
        }
    }
}
