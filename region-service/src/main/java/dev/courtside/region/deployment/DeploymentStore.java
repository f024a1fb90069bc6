package dev.courtside.region.deployment;

import dev.courtside.kit.database.Tx;
import dev.courtside.region.deployment.DeploymentDefinition.RegionDefinition;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes what people edit, and through the same session the first rows of what is decided about it. */
@ApplicationScoped
class DeploymentStore implements PanacheRepositoryBase<DeploymentEntity, String> {
    private static final String LOCK_ACTIVE =
            "select active_region from deployment_state where deployment_id = ?1 for update";
    private static final String ADD_STATE =
            "insert into deployment_state (deployment_id, active_region) values ($1, $2)";
    private static final String ADD_REGION =
            "insert into region_state (deployment_id, region, status, since) values ($1, $2, $3, $4)";
    private static final String DROP_REGION = "delete from region_state where deployment_id = $1 and region = $2";
    private static final String SET_STATUS =
            "update region_state set status = $3 where deployment_id = $1 and region = $2";
    private static final String RESET_HEALTH = """
            update region_state set state = 'unknown', since = $3, trouble_since = null, cause = null, evidence = '[]'
            where deployment_id = $1 and region = $2
            """;
    private static final String END_HOLDS =
            "update event set ended_at = $2, outcome = 'removed' where deployment_id = $1 and ended_at is null";

    /** The active region of a deployment, locked against decisions until the transaction ends; null if there is none. */
    Uni<@Nullable String> lockActiveRegion(Mutiny.Session session, String id) {
        return session.createNativeQuery(LOCK_ACTIVE, String.class)
                .setParameter(1, id)
                .getSingleResultOrNull();
    }

    Uni<DeploymentEntity> create(Tx tx, DeploymentDefinition wanted, Instant now) {
        DeploymentEntity entity = new DeploymentEntity();
        entity.id = wanted.id();
        entity.createdAt = now;
        copy(wanted, entity, now);
        return persistAndFlush(entity)
                .call(() -> tx.execute(ADD_STATE, wanted.id(), wanted.firstActive()))
                .call(() -> addRegions(tx, wanted, Set.of(), now));
    }

    /** Makes {@code entity} what is wanted; a status is taken over only where the wish itself changed. */
    Uni<DeploymentEntity> update(Tx tx, DeploymentEntity entity, DeploymentDefinition wanted, Instant now) {
        Map<String, RegionEntity> before = new HashMap<>();
        entity.regions.forEach(region -> before.put(region.name, region));
        copy(wanted, entity, now);
        Set<String> gone = new HashSet<>(before.keySet());
        wanted.regions().forEach(region -> gone.remove(region.name()));
        return flush().chain(() -> Multi.createFrom()
                        .iterable(gone)
                        .onItem()
                        .transformToUniAndConcatenate(region -> tx.execute(DROP_REGION, wanted.id(), region))
                        .collect()
                        .asList())
                .call(() -> addRegions(tx, wanted, before.keySet(), now))
                .call(() -> Multi.createFrom()
                        .iterable(wanted.regions())
                        .onItem()
                        .transformToUniAndConcatenate(
                                region -> adjust(tx, wanted.id(), before.get(region.name()), region, now))
                        .collect()
                        .asList())
                .replaceWith(entity);
    }

    Uni<Void> remove(Tx tx, DeploymentEntity entity, Instant now) {
        return delete(entity)
                .chain(() -> tx.execute(END_HOLDS, entity.id, time(now)))
                .replaceWithVoid();
    }

    private static Uni<Void> addRegions(Tx tx, DeploymentDefinition wanted, Set<String> present, Instant now) {
        return Multi.createFrom()
                .iterable(wanted.regions())
                .filter(region -> !present.contains(region.name()))
                .onItem()
                .transformToUniAndConcatenate(region -> tx.execute(
                        ADD_REGION, wanted.id(), region.name(), region.status().wireName(), time(now)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Uni<Void> adjust(
            Tx tx, String id, @Nullable RegionEntity before, RegionDefinition after, Instant now) {
        if (before == null) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> done = Uni.createFrom().voidItem();
        if (!before.configuredStatus.equals(after.status().wireName())) {
            done = done.chain(() -> tx.execute(
                            SET_STATUS, id, after.name(), after.status().wireName()))
                    .replaceWithVoid();
        }
        if (!before.healthCheckUrl.equals(after.healthCheckUrl().toString())) {
            // what was seen of another address says nothing of this one
            done = done.chain(() -> tx.execute(RESET_HEALTH, id, after.name(), time(now)))
                    .replaceWithVoid();
        }
        return done;
    }

    private static void copy(DeploymentDefinition wanted, DeploymentEntity entity, Instant now) {
        entity.name = wanted.name();
        entity.strategy = wanted.strategy();
        entity.primaryRegion = wanted.primaryRegion();
        entity.autoFailover = wanted.autoFailover();
        entity.updatedAt = now;
        Set<RegionEntity> regions = new HashSet<>();
        wanted.regions().forEach(region -> regions.add(entity(region)));
        entity.regions.retainAll(regions);
        entity.regions.addAll(regions);
    }

    /** Whether an entity already is what is wanted. */
    static boolean isAsWanted(DeploymentEntity entity, DeploymentDefinition wanted) {
        Set<RegionEntity> regions = new HashSet<>();
        wanted.regions().forEach(region -> regions.add(entity(region)));
        return entity.name.equals(wanted.name())
                && entity.strategy.equals(wanted.strategy())
                && entity.primaryRegion.equals(wanted.primaryRegion())
                && entity.autoFailover == wanted.autoFailover()
                && Set.copyOf(entity.regions).equals(regions);
    }

    private static RegionEntity entity(RegionDefinition region) {
        RegionEntity entity = new RegionEntity();
        entity.name = region.name();
        entity.priority = region.priority();
        entity.configuredStatus = region.status().wireName();
        entity.endpointUrl = region.endpointUrl().toString();
        entity.healthCheckUrl = region.healthCheckUrl().toString();
        return entity;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
