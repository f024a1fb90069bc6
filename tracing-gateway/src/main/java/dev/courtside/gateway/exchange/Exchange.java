package dev.courtside.gateway.exchange;

import dev.courtside.gateway.route.RouteDefinition;

/**
 * One exchange, described so far that it can be forwarded. Each stage takes one and gives the next; what happens while it is
 * forwarded is kept elsewhere.
 *
 * @param arrival the client's request
 * @param call what it asks for, in the terms of its protocol
 * @param caller who asks
 * @param route the configured way it takes
 * @param variants what experiments made of it; {@link Variants#NONE} before and outside of them
 * @param trace the trace that it is recorded under
 */
public record Exchange(
        Arrival arrival, Call call, Caller caller, RouteDefinition route, Variants variants, ExchangeTrace trace) {
    public Exchange with(Call changed) {
        return new Exchange(arrival, changed, caller, route, variants, trace);
    }

    public Exchange with(Variants assigned) {
        return new Exchange(arrival, call, caller, route, assigned, trace);
    }
}
