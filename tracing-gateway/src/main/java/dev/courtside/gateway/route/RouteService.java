package dev.courtside.gateway.route;

import dev.courtside.gateway.admin.ConfigurationLog;
import dev.courtside.gateway.admin.ConfigurationLog.Change;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Reads and changes routes. A change, its audit entry and the new snapshot version are one transaction. */
@ApplicationScoped
public class RouteService {
    /** The kind of the routes' snapshot. */
    public static final String KIND = "routes";

    private final Database database;
    private final RouteStore store;
    private final ConfigurationLog log;

    @Inject
    public RouteService(Database database, RouteStore store, ConfigurationLog log) {
        this.database = database;
        this.store = store;
        this.log = log;
    }

    /** What a write did. */
    record Written(StoredRoute route, boolean created) {}

    Uni<Page<StoredRoute>> list(@Nullable String cursor, int limit) {
        String after = Cursors.decode(cursor);
        return database.withConnection(sql -> store.list(sql, after, limit + 1))
                .map(found -> Cursors.page(found, limit, r -> r.definition().name()));
    }

    Uni<StoredRoute> get(String name) {
        return database.withConnection(sql -> store.find(sql, name)).map(found -> existing(name, found));
    }

    Uni<Written> put(RouteDefinition route, @Nullable String ifMatch) {
        return database.inTransaction(sql -> store.lock(sql, route.name()).flatMap(before -> {
                    Preconditions.check(ifMatch, before == null ? 0 : before.version());
                    return store.put(sql, route)
                            .call(after -> log.record(
                                    sql,
                                    KIND,
                                    new Change(
                                            before == null ? "route.create" : "route.update",
                                            "routes/" + route.name(),
                                            before == null ? null : before.definition(),
                                            after.definition())))
                            .map(after -> new Written(after, before == null));
                }))
                .invoke(log::committed);
    }

    Uni<Void> delete(String name, @Nullable String ifMatch) {
        return database.inTransaction(sql -> store.lock(sql, name).flatMap(found -> {
                    StoredRoute before = existing(name, found);
                    Preconditions.check(ifMatch, before.version());
                    return store.delete(sql, name)
                            .call(() -> log.record(
                                    sql,
                                    KIND,
                                    new Change("route.delete", "routes/" + name, before.definition(), null)));
                }))
                .invoke(log::committed);
    }

    private static StoredRoute existing(String name, @Nullable StoredRoute found) {
        if (found == null) {
            throw ProblemException.notFound("route", name);
        }
        return found;
    }
}
