package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.region.RegionChoice;
import dev.courtside.gateway.telemetry.ExchangeMetrics;
import dev.courtside.gateway.telemetry.Tracing;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Sends exchanges to regions; see {@link Forwarding}. */
@Singleton
public class Forwarder {
    private final Vertx vertx;
    private final RegionChoice regions;
    private final Upstreams upstreams;
    private final ForwardedHeaders headers;
    private final Settlement settlement;
    private final Observers observers;

    /** What an attempt is written down with. */
    @Singleton
    record Observers(Tracing tracing, ExchangeMetrics metrics) {}

    Forwarder(
            Vertx vertx,
            RegionChoice regions,
            Upstreams upstreams,
            ForwardedHeaders headers,
            Settlement settlement,
            Observers observers) {
        this.vertx = vertx;
        this.regions = regions;
        this.upstreams = upstreams;
        this.headers = headers;
        this.settlement = settlement;
        this.observers = observers;
    }

    /** Forwards an exchange to its end. Called on the exchange's event loop. */
    public void forward(Exchange exchange) {
        new Forwarding(this, exchange).start();
    }

    Vertx vertx() {
        return vertx;
    }

    RegionChoice regions() {
        return regions;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    ForwardedHeaders headers() {
        return headers;
    }

    Settlement settlement() {
        return settlement;
    }

    Tracing tracing() {
        return observers.tracing;
    }

    ExchangeMetrics metrics() {
        return observers.metrics;
    }
}
