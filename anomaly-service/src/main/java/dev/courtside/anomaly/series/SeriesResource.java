package dev.courtside.anomaly.series;

import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The monitored series. */
@Path("/v1/series")
@Tag(name = "series")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {
    private final SeriesRegistry registry;
    private final SeriesService service;
    private final SecurityIdentity identity;

    @Inject
    SeriesResource(SeriesRegistry registry, SeriesService service, SecurityIdentity identity) {
        this.registry = registry;
        this.service = service;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(
            summary = "List series by id",
            description = "metric: that name only; label: name=value, may be repeated, all have to match")
    public Page<SeriesView> list(
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("label") List<String> labels,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        labels.stream().filter(label -> label.indexOf('=') < 1).findAny().ifPresent(label -> {
            throw ProblemException.invalid("label", "'" + label + "' is not name=value");
        });
        List<SeriesView> found = registry.page(
                Cursors.decode(cursor),
                size + 1,
                key -> (metric == null || key.metric().equals(metric))
                        && labels.stream().allMatch(label -> matches(key, label)));
        return Cursors.page(found, size, SeriesView::id);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "One series: its last value, what is expected next, and how far its learning is")
    public SeriesView find(@PathParam("id") String id) {
        Series series = registry.find(id);
        SeriesView view = series == null ? null : series.view();
        if (view == null) {
            throw ProblemException.notFound("series", id);
        }
        return view;
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Forget a series: it learns anew from its next point on. Its anomalies are kept")
    public Uni<Void> forget(@PathParam("id") String id) {
        return service.forget(identity.getPrincipal().getName(), id);
    }

    private static boolean matches(SeriesKey key, String label) {
        int split = label.indexOf('=');
        return label.substring(split + 1).equals(key.labels().get(label.substring(0, split)));
    }
}
