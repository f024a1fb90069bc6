package dev.courtside.kit.status;

import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The state of this process in one document. */
@Path("/v1/status")
@Tag(name = "status")
@RolesAllowed(Role.Names.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    private static final List<String> SECTIONS = List.of("snapshots", "spools", "leases", "dependencies");

    private final String service;
    private final String version;
    private final List<StatusContributor> contributors;
    private final List<SnapshotAcceptor> acceptors;

    public StatusResource(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @All List<StatusContributor> contributors,
            @All List<SnapshotAcceptor> acceptors) {
        this.service = service;
        this.version = version;
        this.contributors = contributors;
        this.acceptors = acceptors;
    }

    @GET
    @Operation(summary = "Snapshots with versions and ages, spools, leases and dependencies of this process")
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("service", service);
        status.put("version", version);
        for (String section : SECTIONS) {
            List<Object> entries = new ArrayList<>();
            for (StatusContributor contributor : contributors) {
                if (contributor.section().equals(section)) {
                    entries.addAll(contributor.entries());
                }
            }
            status.put(section, entries);
        }
        return status;
    }

    @POST
    @Path("/snapshots/{kind}:accept")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Accept the generation of a restored database whose snapshots are refused so far")
    public void accept(@PathParam("kind") String kind) {
        SnapshotAcceptor follower = acceptors.stream()
                .filter(acceptor -> acceptor.kinds().contains(kind))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("followed snapshot", kind));
        if (!follower.accept(kind)) {
            throw ProblemException.conflict("No generation of snapshot '" + kind + "' waits to be accepted.");
        }
    }
}
