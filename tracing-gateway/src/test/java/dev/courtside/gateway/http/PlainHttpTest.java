package dev.courtside.gateway.http;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Plain HTTP by a configured route. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class PlainHttpTest {
    @Inject
    TestingTables tables;

    @Test
    void shouldAppendThePathAndKeepTheQuery() {
        try (TestingUpstream upstream = TestingUpstream.answering(201, "text/plain", "made")) {
            // Given
            tables.serve(upstream.uri());

            // When
            var answer = as(TestTokens.INGEST)
                    .urlEncodingEnabled(false)
                    .header("Accept-Encoding", "br")
                    .body("{}")
                    .put("/stats/players/Luka%20D?season=2025&x=");

            // Then
            answer.then().statusCode(201).contentType("text/plain").body(equalTo("made"));
            assertThat(upstream.request().uri()).isEqualTo("/stats/players/Luka%20D?season=2025&x=");
            assertThat(upstream.request().method()).isEqualTo("PUT");
            assertThat(upstream.request().header("Accept-Encoding")).startsWith("br");
            assertThat(upstream.request().header("Authorization")).isNull();
        }
    }

    @Test
    void shouldStreamABodyThatIsTooLargeToBeKept() {
        byte[] large = new byte[9 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        try (TestingUpstream upstream = TestingUpstream.start((request, response) ->
                response.end(Integer.toString(request.body().length())))) {
            // Given
            tables.serve(upstream.uri());

            // When
            var answer = as(TestTokens.INGEST)
                    .contentType("application/octet-stream")
                    .body(large)
                    .post("/stats/upload");

            // Then
            answer.then().statusCode(200).body(equalTo(Integer.toString(large.length)));
        }
    }

    @Test
    void shouldAnswerHeadAndNoContentWithoutABody() {
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            if (request.method().equals("HEAD")) {
                response.putHeader("Content-Length", "1234").end();
            } else {
                response.setStatusCode(204).end();
            }
        })) {
            // Given
            tables.serve(upstream.uri());

            // When
            var head = as(TestTokens.INGEST).head("/stats/file");
            var deleted = as(TestTokens.INGEST).delete("/stats/file");

            // Then
            head.then().statusCode(200).header("Content-Length", "1234");
            deleted.then().statusCode(204);
        }
    }

    @Test
    void shouldNotLetAPathLeaveItsRoute() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "text/plain", "secret")) {
            // Given
            tables.serve(upstream.uri());

            // When
            for (String path :
                    new String[] {"/stats/%2e%2e/admin", "/stats/a/..;/..;/admin", "/stats/a%2f..%2f..%2fadmin"}) {
                as(TestTokens.INGEST).urlEncodingEnabled(false).get(path).then().statusCode(400);
            }

            // Then
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void shouldLeaveAdministrationToQuarkus() {
        // Given
        tables.serve(TestingUpstream.refusing());

        // When
        var status = as(TestTokens.VIEWER).get("/v1/status");

        // Then
        status.then().statusCode(200).body("service", notNullValue());
    }
}
