package dev.courtside.kit.status;

import dev.courtside.kit.security.Role;
import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

    public StatusResource(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @All List<StatusContributor> contributors) {
        this.service = service;
        this.version = version;
        this.contributors = contributors;
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
}
