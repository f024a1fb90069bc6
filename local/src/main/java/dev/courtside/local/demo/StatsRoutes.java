package dev.courtside.local.demo;

import dev.courtside.local.demo.nba.SampleData;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The statistics as plain JSON over HTTP, and the health check. */
@ApplicationScoped
public class StatsRoutes {
    private final SampleData data;
    private final String region;

    public StatsRoutes(SampleData data, @ConfigProperty(name = "courtside.demo.region") String region) {
        this.data = data;
        this.region = region;
    }

    void register(@Observes Router router) {
        router.get("/health")
                .handler(context ->
                        context.json(new JsonObject().put("status", "UP").put("region", region)));
        router.get("/stats/players").handler(context -> list(context, "players", data.players()));
        router.get("/stats/players/:id").handler(context -> one(context, "player", data.player(id(context))));
        router.get("/stats/teams").handler(context -> list(context, "teams", data.teams()));
        router.get("/stats/teams/:id").handler(context -> one(context, "team", data.team(id(context))));
        router.route("/stats/*")
                .handler(context -> ErrorBody.notFound("there are /stats/players, /stats/players/{id}, /stats/teams and"
                                + " /stats/teams/{id}")
                        .send(context));
    }

    private static String id(RoutingContext context) {
        return context.pathParam("id");
    }

    private void list(RoutingContext context, String name, Object items) {
        context.json(new JsonObject()
                .put("notice", data.notice())
                .put("season", data.season())
                .put("region", region)
                .put(name, items));
    }

    private void one(RoutingContext context, String kind, Optional<?> found) {
        found.ifPresentOrElse(
                item -> context.json(new JsonObject()
                        .put("season", data.season())
                        .put("region", region)
                        .put(kind, item)),
                () -> ErrorBody.notFound("no " + kind + " '" + id(context) + "' in the sample data")
                        .send(context));
    }
}
