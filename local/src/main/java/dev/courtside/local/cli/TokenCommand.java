package dev.courtside.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.courtside.local.launch.ApiClient;
import dev.courtside.local.launch.Endpoints;
import dev.courtside.local.launch.LaunchException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** {@code token create}, {@code token list} and {@code token revoke} */
record TokenCommand(ApiClient api, Endpoints endpoints) {
    private static final String USAGE =
            "token create --role viewer|ingest|operator|admin --name NAME [--route R]… [--model M]… [--tool T]…"
                    + " | token list | token revoke ID";
    private static final ObjectMapper JSON = new ObjectMapper();

    void run(List<String> arguments, PrintStream out) {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        String url = endpoints.url("gateway") + "/v1/tokens";
        switch (verb) {
            case "create" -> out.println(must(api.call("POST", url, body(arguments.subList(1, arguments.size())))));
            case "list" -> out.println(must(api.call("GET", url, null)));
            case "revoke" -> {
                if (arguments.size() != 2) {
                    throw new LaunchException(LaunchException.USAGE, "usage: ./courtside " + USAGE);
                }
                must(api.call("DELETE", url + "/" + arguments.get(1), null));
                out.println("revoked");
            }
            default -> throw new LaunchException(LaunchException.USAGE, "usage: ./courtside " + USAGE);
        }
    }

    private static String body(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--role", "--name", "--route", "--model", "--tool"), USAGE);
        ObjectNode body = JSON.createObjectNode()
                .put("name", options.required("--name", USAGE))
                .put("role", options.required("--role", USAGE));
        list(body, "routes", options.all("--route"));
        list(body, "models", options.all("--model"));
        list(body, "tools", options.all("--tool"));
        return body.toString();
    }

    private static void list(ObjectNode body, String field, List<String> names) {
        if (!names.isEmpty()) {
            ArrayNode array = body.putArray(field);
            names.forEach(array::add);
        }
    }

    private static String must(ApiClient.Answer answer) {
        if (!answer.isSuccess()) {
            throw new LaunchException(LaunchException.FAILED, "refused (" + answer.status() + "): " + answer.body());
        }
        return answer.body();
    }
}
