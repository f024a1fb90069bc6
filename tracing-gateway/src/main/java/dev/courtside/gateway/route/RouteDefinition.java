package dev.courtside.gateway.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.gateway.InvalidFieldException;
import dev.courtside.gateway.credential.CredentialName;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configured way through the gateway.
 *
 * @param name what clients and metric labels call it
 * @param protocol what it speaks
 * @param deployment the id of the deployment whose regions serve it; it may not exist yet
 * @param pathPrefix put before the upstream path, with a leading and without a trailing slash; null for none
 * @param credential the name of the upstream key; null sends none
 * @param timeouts the limits of an exchange
 * @param retry how often a request may be tried
 * @param models globs of the models it serves; empty for all
 * @param cache settings of the response cache as given, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteDefinition(
        String name,
        Protocol protocol,
        String deployment,
        @Nullable String pathPrefix,
        @Nullable String credential,
        Timeouts timeouts,
        RetryPolicy retry,
        List<String> models,
        @Nullable JsonNode cache) {
    /** First path segments that the gateway itself serves: an HTTP route of that name could never be reached. */
    public static final Set<String> RESERVED_NAMES = Set.of("v1", "api", "mcp", "ofrep", "otlp", "q", "console");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+");
    private static final int LONGEST_PREFIX = 256;
    private static final int MOST_MODELS = 100;
    private static final int LONGEST_MODEL = 128;

    public RouteDefinition {
        matches("name", name, NAME);
        if (protocol == Protocol.HTTP && RESERVED_NAMES.contains(name)) {
            throw new InvalidFieldException(
                    "name", "\"" + name + "\" is reserved; an http route must not be one of " + sorted(RESERVED_NAMES));
        }
        matches("deployment", deployment, DEPLOYMENT);
        if (pathPrefix != null) {
            if (pathPrefix.length() > LONGEST_PREFIX) {
                throw new InvalidFieldException("pathPrefix", "must not be longer than " + LONGEST_PREFIX);
            }
            matches("pathPrefix", pathPrefix, PREFIX);
            if (hasDotSegment(pathPrefix)) {
                throw new InvalidFieldException("pathPrefix", "must not contain \".\" or \"..\" segments");
            }
        }
        if (credential != null && !CredentialName.isValid(credential)) {
            throw new InvalidFieldException("credential", "must be " + CredentialName.RULE);
        }
        models = List.copyOf(models);
        if (models.size() > MOST_MODELS) {
            throw new InvalidFieldException("models", "must not have more than " + MOST_MODELS + " entries");
        }
        for (int i = 0; i < models.size(); i++) {
            String model = models.get(i);
            if (model.isBlank() || model.length() > LONGEST_MODEL) {
                throw new InvalidFieldException(
                        "models[" + i + "]", "must have between 1 and " + LONGEST_MODEL + " characters");
            }
        }
    }

    private static void matches(String field, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidFieldException(field, "must match " + pattern.pattern());
        }
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.replace("%2e", ".").replace("%2E", ".").split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
