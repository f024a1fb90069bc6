package dev.courtside.region.observation;

import dev.courtside.engine.region.Evidence;
import dev.courtside.engine.region.RegionSnapshot;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import dev.courtside.region.snapshot.RegionSnapshotContent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Takes what gateways' live traffic met. */
@Path("/v1")
@Tag(name = "observations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ObservationResource {
    private static final int MOST = 1_000;
    private static final int LONGEST_SOURCE = 200;

    private final ObservationInbox inbox;
    private final RegionSnapshotContent snapshot;
    private final InstantSource clock;

    ObservationResource(ObservationInbox inbox, RegionSnapshotContent snapshot, InstantSource clock) {
        this.inbox = inbox;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    /**
     * What became of a report.
     *
     * @param unknown observations of regions that this service does not know, or does not know any more
     */
    public record Receipt(int accepted, int unknown) {}

    private record Place(String deployment, String region) {}

    @POST
    @Path("/passive-observations")
    @ResponseStatus(202)
    @RolesAllowed(Role.Names.INGEST)
    @Operation(summary = "Report what live traffic met of regions in the last moment")
    public Uni<Receipt> report(@Nullable PassiveReport report) {
        if (report == null || report.observations() == null) {
            throw ProblemException.invalid("observations", "is missing");
        }
        String source = report.source();
        if (source == null || source.isBlank() || source.length() > LONGEST_SOURCE) {
            throw ProblemException.invalid("source", "must have between 1 and " + LONGEST_SOURCE + " characters");
        }
        List<PassiveReport.@Nullable Entry> entries = report.observations();
        if (entries.size() > MOST) {
            throw ProblemException.tooLarge(
                    "There are " + entries.size() + " observations; at most " + MOST + " are taken.", MOST);
        }
        Instant now = clock.instant();
        Set<Place> places = places();
        List<Observation> known = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Observation observation = observation(i, entries.get(i), source, now);
            if (places.contains(new Place(observation.deployment(), observation.region()))) {
                known.add(observation);
            }
        }
        return inbox.put(known).replaceWith(new Receipt(known.size(), entries.size() - known.size()));
    }

    private Set<Place> places() {
        RegionSnapshot last = snapshot.last();
        Set<Place> places = new HashSet<>();
        last.deployments()
                .forEach(deployment ->
                        deployment.regions().forEach(region -> places.add(new Place(deployment.id(), region.name()))));
        return places;
    }

    private static Observation observation(int index, PassiveReport.@Nullable Entry entry, String source, Instant now) {
        String field = "observations[" + index + "]";
        if (entry == null) {
            throw ProblemException.invalid(field, "is missing");
        }
        String deployment = entry.deployment();
        if (deployment == null) {
            throw ProblemException.invalid(field + ".deployment", "is missing");
        }
        String region = entry.region();
        if (region == null) {
            throw ProblemException.invalid(field + ".region", "is missing");
        }
        try {
            return new Observation(
                    deployment,
                    region,
                    new Evidence.Traffic(
                            now, source, entry.requests(), entry.failures(), entry.resets(), entry.timeouts()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(field, e.getMessage() == null ? "is wrong" : e.getMessage());
        }
    }
}
