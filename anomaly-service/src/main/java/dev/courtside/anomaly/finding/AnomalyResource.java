package dev.courtside.anomaly.finding;

import dev.courtside.anomaly.series.DetectionConfig;
import dev.courtside.engine.anomaly.Severity;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** The anomalies that were found. */
@Path("/v1/anomalies")
@Tag(name = "anomalies")
@RolesAllowed(Role.Names.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class AnomalyResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final AnomalyStore store;
    private final Anomalies anomalies;
    private final DetectionConfig config;
    private final AtomicInteger streams = new AtomicInteger();

    @Inject
    AnomalyResource(AnomalyStore store, Anomalies anomalies, DetectionConfig config) {
        this.store = store;
        this.anomalies = anomalies;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "List anomalies from new to old",
            description =
                    "since: the earliest time of a value (RFC 3339); severity: one or several, separated by commas")
    public Uni<Page<Anomaly>> list(
            @QueryParam("since") @Nullable String since,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        UUID before = id("cursor", Cursors.decode(cursor));
        return store.list(time("since", since), severities(severity), metric, before, size + 1)
                .map(found -> Cursors.page(found, size, anomaly -> anomaly.id().toString()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One anomaly")
    public Uni<Anomaly> find(@PathParam("id") String id) {
        UUID uuid = id("id", id);
        if (uuid == null) {
            throw ProblemException.notFound("anomaly", id);
        }
        return store.find(uuid).onItem().ifNull().failWith(() -> ProblemException.notFound("anomaly", id));
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Anomalies as they are found by this process, as server-sent events")
    public Multi<OutboundSseEvent> stream(@QueryParam("severity") @Nullable String severity, @Context Sse sse) {
        List<String> wanted = severities(severity);
        if (streams.incrementAndGet() > config.streamLimit()) {
            streams.decrementAndGet();
            throw new ProblemException(Problem.of(
                    ProblemType.RATE_LIMITED, "at most " + config.streamLimit() + " streams are open at a time"));
        }
        Multi<OutboundSseEvent> found = anomalies
                .listen()
                .filter(anomaly -> wanted == null || wanted.contains(anomaly.severity()))
                .map(anomaly -> sse.newEventBuilder()
                        .id(anomaly.id().toString())
                        .name("anomaly")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Anomaly.class, anomaly)
                        .build());
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("alive").build());
        return Multi.createBy()
                .merging()
                .streams(found, heartbeats)
                .onTermination()
                .invoke((failure, cancelled) -> streams.decrementAndGet());
    }

    private static @Nullable List<String> severities(@Nullable String names) {
        if (names == null || names.isBlank()) {
            return null;
        }
        try {
            return Arrays.stream(names.split(",", -1))
                    .map(name -> Severity.of(name.trim()).wireName())
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("severity", String.valueOf(unknown.getMessage()));
        }
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.invalid(field, "'" + text + "' is no time such as 2026-03-01T10:00:00Z");
        }
    }

    private static @Nullable UUID id(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(field, "'" + text + "' is no id of an anomaly");
        }
    }
}
