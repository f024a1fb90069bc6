package dev.courtside.region.failover;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.RegionStatus;
import dev.courtside.kit.database.PgTx;
import dev.courtside.region.deployment.StoredRegion;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The SQL of what is decided, within the transaction that holds the deployment's lock. */
@ApplicationScoped
public class DecisionStore {
    private static final String VERDICT = """
            update region_state
            set state = $3, since = $4, trouble_since = $5, cause = $6, evidence = cast(cast($7 as text) as jsonb)
            where deployment_id = $1 and region = $2
            """;
    private static final String SWITCH =
            "update deployment_state set active_region = $2, epoch = epoch + 1 where deployment_id = $1";
    private static final String LEFT = "update region_state set left_at = $3 where deployment_id = $1 and region = $2";
    private static final String STATUS = "update region_state set status = $3 where deployment_id = $1 and region = $2";
    private static final String CHANGED = "update deployment_state set last_changed_at = $2 where deployment_id = $1";
    private static final String OVERRIDE = """
            update region_state set override_state = $3, override_until = $4 where deployment_id = $1 and region = $2
            """;

    Uni<Void> verdict(PgTx tx, String deployment, String region, StoredRegion.Verdict verdict) {
        Cause cause = verdict.cause();
        return tx.execute(
                        VERDICT,
                        deployment,
                        region,
                        verdict.state().wireName(),
                        time(verdict.since()),
                        time(verdict.troubleSince()),
                        cause == null ? null : cause.wireName(),
                        new JsonArray(verdict.evidence()).encode())
                .replaceWithVoid();
    }

    Uni<Void> activeRegion(PgTx tx, String deployment, String region) {
        return tx.execute(SWITCH, deployment, region).replaceWithVoid();
    }

    /** Begins the hold-down of a region, or ends it with null. */
    Uni<Void> leftAt(PgTx tx, String deployment, String region, @Nullable Instant at) {
        return tx.execute(LEFT, deployment, region, time(at)).replaceWithVoid();
    }

    public Uni<Void> status(PgTx tx, String deployment, String region, RegionStatus status) {
        return tx.execute(STATUS, deployment, region, status.wireName()).replaceWithVoid();
    }

    /** A person changed something: begins the wait periods of safety rules. */
    public Uni<Void> changedByPerson(PgTx tx, String deployment, Instant at) {
        return tx.execute(CHANGED, deployment, time(at)).replaceWithVoid();
    }

    /** Puts a person's verdict in the place of the controller's, or takes it away with null. */
    public Uni<Void> override(PgTx tx, String deployment, String region, StoredRegion.@Nullable Override override) {
        return tx.execute(
                        OVERRIDE,
                        deployment,
                        region,
                        override == null ? null : override.state().wireName(),
                        time(override == null ? null : override.until()))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
