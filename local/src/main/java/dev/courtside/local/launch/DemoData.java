package dev.courtside.local.launch;

/** What the demo consists of in the services: a deployment, routes, prices, a flag and a running experiment. */
final class DemoData {
    private static final String EXPERIMENT = """
            {"key":"model-comparison","name":"DeepSeek vs GPT-4","unit":"user",
             "variants":[{"name":"control","weight":50,"config":{"model":"deepseek-chat"}},
                         {"name":"gpt4","weight":50,"config":{"model":"gpt-4"}}],
             "control":"control","stickiness":"hash","routes":["chat"],"targeting":{},
             "primaryMetric":"response_time_ms","guardrails":["error_rate"]}
            """;
    private static final String FLAG = """
            {"description":"The new synthesis dashboard","owner":"demo","tags":["demo"],"state":"ENABLED",
             "variants":{"on":true,"off":false},"defaultVariant":"off",
             "targeting":{"fractional":[["on",50],["off",50]]}}
            """;

    private final ApiClient api;
    private final Ports ports;

    DemoData(ApiClient api, Ports ports) {
        this.api = api;
        this.ports = ports;
    }

    /** Safe to repeat: what a person has changed since stays as it is, but for addresses, which follow the ports. */
    void seed() {
        must("POST", ports.url("region") + "/v1/deployments:import", deployment());
        ensure("/v1/routes/chat", "{\"protocol\":\"openai\",\"deployment\":\"nba-demo\"}");
        ensure("/v1/routes/nba", "{\"protocol\":\"mcp\",\"deployment\":\"nba-demo\",\"pathPrefix\":\"/mcp\"}");
        ensure("/v1/routes/stats", "{\"protocol\":\"http\",\"deployment\":\"nba-demo\",\"pathPrefix\":\"/stats\"}");
        ensure("/v1/prices/deepseek-chat", price("deepseek", "0.27", "0.07", "1.10"));
        ensure("/v1/prices/gpt-4", price("openai", "30.00", "15.00", "60.00"));

        String experiment = ports.url("experiment");
        if (!api.call("GET", experiment + "/v1/flags/new-dashboard", null).isSuccess()) {
            must("PUT", experiment + "/v1/flags/new-dashboard", FLAG);
        }
        if (!api.call("GET", experiment + "/v1/experiments/model-comparison", null)
                .isSuccess()) {
            must("POST", experiment + "/v1/experiments", EXPERIMENT);
            must("POST", experiment + "/v1/experiments/model-comparison:start", null);
        }
    }

    private void ensure(String path, String json) {
        String url = ports.url("gateway") + path;
        if (!api.call("GET", url, null).isSuccess()) {
            must("PUT", url, json);
        }
    }

    private void must(String method, String url, @org.jspecify.annotations.Nullable String json) {
        ApiClient.Answer answer = api.call(method, url, json);
        if (!answer.isSuccess()) {
            throw new LaunchException(
                    LaunchException.FAILED,
                    "demo data: " + method + " " + url + " answered " + answer.status() + ": " + answer.body());
        }
    }

    private String deployment() {
        StringBuilder regions = new StringBuilder();
        for (int i = 0; i < Launcher.REGIONS.size(); i++) {
            String region = Launcher.REGIONS.get(i);
            String url = ports.url("demo-" + region);
            regions.append(i == 0 ? "" : ",")
                    .append(
                            "{\"region_name\":\"%s\",\"priority\":%d,\"status\":\"%s\",\"endpoint_url\":\"%s\",\"health_check_url\":\"%s/health\"}"
                                    .formatted(region, i + 1, i == 0 ? "active" : "inactive", url, url));
        }
        return "{\"deployments\":[{\"deployment_id\":\"nba-demo\",\"name\":\"NBA demo\",\"regions\":[" + regions
                + "],\"failover_strategy\":\"active-passive\",\"primary_region\":\"us-east-1\",\"auto_failover\":true}]}";
    }

    private static String price(String provider, String input, String cachedInput, String output) {
        return "{\"provider\":\"%s\",\"validFrom\":\"2026-01-01T00:00:00Z\",\"usdPerMillion\":{\"input\":\"%s\",\"cachedInput\":\"%s\",\"output\":\"%s\",\"reasoning\":\"%s\"}}"
                .formatted(provider, input, cachedInput, output, output);
    }
}
