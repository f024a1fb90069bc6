package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.CourtsideHeaders;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import io.vertx.core.MultiMap;
import java.util.List;

/** The headers by which every answer to a forwarded exchange tells what was done with it. */
final class ExchangeAnswer {
    private static final String BYPASS = "bypass";

    private ExchangeAnswer() {}

    /** Puts them on an answer whose head has not been written. */
    static void decorate(Exchange exchange, List<Attempt> attempts) {
        if (exchange.arrival().request().response().headWritten()) {
            return;
        }
        MultiMap headers = exchange.arrival().request().response().headers();
        headers.set(CourtsideHeaders.ATTEMPTS, Integer.toString(attempts.size()));
        headers.set(CourtsideHeaders.CACHE, BYPASS);
        if (!attempts.isEmpty()) {
            headers.set(CourtsideHeaders.REGION, attempts.getLast().region());
        }
        String traceId = exchange.trace().id();
        if (traceId != null) {
            headers.set(CourtsideHeaders.TRACE_ID, traceId);
        }
        if (exchange.variants().label() != null) {
            headers.set(CourtsideHeaders.VARIANT, exchange.variants().label());
        }
    }
}
