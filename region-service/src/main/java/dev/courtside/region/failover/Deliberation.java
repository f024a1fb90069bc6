package dev.courtside.region.failover;

import dev.courtside.engine.region.FailoverPlanner;
import dev.courtside.engine.region.FailoverRules;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.event.Actor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which rules, at which time and under which trace the service decides. */
@ApplicationScoped
public class Deliberation {
    private final FailoverPlanner planner;
    private final InstantSource clock;
    private final Tracer tracer;
    private final RegionMetrics metrics;

    public Deliberation(FailoverConfig config, InstantSource clock, Tracer tracer, RegionMetrics metrics) {
        this.planner = new FailoverPlanner(new FailoverRules(config.holdDown()));
        this.clock = clock;
        this.tracer = tracer;
        this.metrics = metrics;
    }

    public FailoverPlanner planner() {
        return planner;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Shows in the metrics how these deployments' regions are now. */
    void show(List<StoredDeployment> deployments) {
        metrics.show(deployments, now());
    }

    /** Begins a decision of the controller, a trace of its own; to be ended with {@link Case#end}. */
    Case open(String deployment) {
        Span span = tracer.spanBuilder("region.decide")
                .setNoParent()
                .setAttribute("courtside.deployment", deployment)
                .startSpan();
        String traceId = span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
        return new Case(new Actor(Actor.CONTROLLER, traceId), now(), planner, span);
    }

    /**
     * A decision in the making.
     *
     * @param actor that its events name
     * @param now its time
     */
    record Case(Actor actor, Instant now, FailoverPlanner planner, Span span) {
        void end(@Nullable Throwable failure) {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            }
            span.end();
        }
    }
}
