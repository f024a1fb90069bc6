package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.active;
import static dev.courtside.region.TestingDeployments.awaitActive;
import static dev.courtside.region.TestingDeployments.healthy;
import static dev.courtside.region.TestingDeployments.snapshot;
import static dev.courtside.testkit.CourtsideClient.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.lease.LeaseLostException;
import dev.courtside.region.health.ControllerLease;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class LeadershipTest {
    private static final String TAKE = """
            insert into lease (name, holder, epoch, expires_at)
            values ($1, 'another replica', 1, clock_timestamp() + $2 * interval '1 second')
            on conflict (name) do update
            set holder = excluded.holder, epoch = lease.epoch + 1, expires_at = excluded.expires_at
            returning epoch
            """;

    @Inject
    Database database;

    @Inject
    ControllerLease lease;

    @Test
    void shouldDecideOnlyWhileItHoldsTheLease() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            long epochBefore = lease.lease().epoch();
            long snapshotBefore = snapshotEpoch();

            // When: another replica has taken the lease over, and this one does not know it yet
            long taken = takeOver(4);
            assertThatThrownBy(() -> database.inTransaction(sql -> lease.lease().fence(sql))
                            .await()
                            .atMost(Duration.ofSeconds(5)))
                    .isInstanceOf(LeaseLostException.class);
            east.kill();

            // Then: nothing is decided until that lease ran out, and then in a higher epoch
            await().during(2, SECONDS).atMost(4, SECONDS).until(() -> active(id), "east"::equals);
            awaitActive(id, "west");
            assertThat(taken).isEqualTo(epochBefore + 1);
            assertThat(lease.lease().epoch()).isGreaterThan(taken);
            await().atMost(5, SECONDS)
                    .until(() -> snapshotEpoch() >= lease.lease().epoch());
            assertThat(snapshotEpoch()).isGreaterThan(snapshotBefore);
        }
    }

    @Test
    void shouldHandObservationsToTheReplicaThatDecides() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            takeOver(3);
            await().atMost(5, SECONDS).until(() -> !lease.lease().held());

            // When: a report reaches this replica, which does not decide
            as(TestTokens.INGEST)
                    .body("""
                            {"source":"gateway-1","observations":[{"deployment":"%s","region":"east","window":"PT1S",
                             "requests":20,"failures":0,"resets":18,"timeouts":0}]}""".formatted(id))
                    .post("/v1/passive-observations")
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(1));

            // Then: it lies there for the other one until somebody decides again
            assertThat(waiting(id)).isEqualTo(1);
            await().atMost(10, SECONDS).until(() -> waiting(id) == 0);
        }
    }

    private long takeOver(int seconds) {
        return database.withConnection(sql -> sql.preparedQuery(TAKE).execute(Tuple.of(ControllerLease.NAME, seconds)))
                .map(rows -> rows.iterator().next().getLong("epoch"))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private long waiting(String deployment) {
        return database.withConnection(sql -> sql.preparedQuery(
                                "select count(*) as n from passive_observation where deployment_id = $1")
                        .execute(Tuple.of(deployment)))
                .map(rows -> rows.iterator().next().getLong("n"))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static long snapshotEpoch() {
        return snapshot().jsonPath().getLong("epoch");
    }
}
