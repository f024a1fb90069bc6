package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.e2e.house.Span;
import dev.courtside.e2e.house.TraceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one line of spans that an exchange has to leave: the caller's context, the gateway's two, the upstream's. */
record Chain(Span server, Span client, Span upstream) {
    private static final String GATEWAY = "tracing-gateway";

    static boolean isComplete(List<Span> spans) {
        return !Span.of(spans, GATEWAY, "server").isEmpty()
                && !Span.of(spans, GATEWAY, "client").isEmpty()
                && spans.stream().anyMatch(Chain::isUpstream);
    }

    /** The chain; fails if a span is missing, doubled or has another parent. */
    static Chain of(List<Span> spans, TraceContext caller) {
        List<Span> servers = Span.of(spans, GATEWAY, "server");
        List<Span> clients = Span.of(spans, GATEWAY, "client").stream()
                .filter(span ->
                        spans.stream().anyMatch(s -> isUpstream(s) && s.parent().equals(span.id())))
                .toList();
        List<Span> upstreams = spans.stream().filter(Chain::isUpstream).toList();
        assertThat(servers).as("gateway server spans of %s", spans).hasSize(1);
        assertThat(clients)
                .as("gateway client spans above the upstream of %s", spans)
                .hasSize(1);
        assertThat(upstreams).as("upstream server spans of %s", spans).hasSize(1);
        Chain chain = new Chain(servers.getFirst(), clients.getFirst(), upstreams.getFirst());
        assertThat(chain.server.parent())
                .as("parent of the gateway's server span")
                .isEqualTo(caller.spanId());
        assertThat(chain.client.parent())
                .as("parent of the gateway's client span")
                .isEqualTo(chain.server.id());
        return chain;
    }

    /** What both spans of the gateway say. */
    Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>(server.tags());
        tags.putAll(client.tags());
        return tags;
    }

    /** The values of the gateway's own tags whose name has a word in it. */
    List<String> tagsNamed(String word) {
        return tags().entrySet().stream()
                .filter(tag ->
                        tag.getKey().startsWith("courtside.") && tag.getKey().contains(word))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean isUpstream(Span span) {
        return span.service().startsWith("demo-") && span.kind().equals("server");
    }
}
