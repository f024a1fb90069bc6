package dev.courtside.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One basketball question as the product answers it: the model plans, MCP tools look facts up, the model writes the
 * answer. Every call carries the user, the kind of question and the workflow's id.
 */
final class SynthesisWorkflow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROTOCOL = "2025-11-25";

    private record Question(String type, String text, String tool, String arguments) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "player",
                    "How does Nikola Jokic play this season?",
                    "get_player_stats",
                    "{\"player\":\"Nikola Jokic\"}"),
            new Question(
                    "player",
                    "Is Stephen Curry still that good?",
                    "get_player_stats",
                    "{\"player\":\"Stephen Curry\"}"),
            new Question(
                    "comparison",
                    "Who is better, the Celtics or the Lakers?",
                    "compare_teams",
                    "{\"teamA\":\"BOS\",\"teamB\":\"LAL\"}"),
            new Question(
                    "history", "How did Jokic do lately?", "get_game_log", "{\"player\":\"Nikola Jokic\",\"games\":5}"),
            new Question(
                    "prediction",
                    "Who wins, Milwaukee or Boston?",
                    "predict_matchup",
                    "{\"home\":\"MIL\",\"away\":\"BOS\"}"));

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String gateway;
    private final String token;
    private final DemoTotals totals;
    private final AtomicBoolean eventsTaken = new AtomicBoolean(true);

    SynthesisWorkflow(String gateway, String token, DemoTotals totals) {
        this.gateway = gateway;
        this.token = token;
        this.totals = totals;
    }

    void play(String user) {
        Question question = QUESTIONS.get(ThreadLocalRandom.current().nextInt(QUESTIONS.size()));
        String workflow = UUID.randomUUID().toString();
        boolean succeeded = false;
        event("dev.courtside.workflow.started", workflow, question.type());
        try {
            succeeded = chat(user, workflow, question, "Plan the look-ups for: " + question.text(), false)
                    && tool(user, workflow, question)
                    && chat(user, workflow, question, question.text(), true);
        } catch (IOException e) {
            totals.call(false, "", "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        event(
                succeeded ? "dev.courtside.workflow.finished" : "dev.courtside.workflow.failed",
                workflow,
                question.type());
        totals.workflow(succeeded);
    }

    private boolean chat(String user, String workflow, Question question, String prompt, boolean stream)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("model", "deepseek-chat").put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return post("/v1/chat/completions", body.toString(), user, workflow, question, Optional.empty())
                        .statusCode()
                == 200;
    }

    private boolean tool(String user, String workflow, Question question) throws IOException, InterruptedException {
        HttpResponse<String> hello = post(
                "/mcp/nba",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + PROTOCOL
                        + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"courtside-demo\",\"version\":\"1\"}}}",
                user,
                workflow,
                question,
                Optional.empty());
        Optional<String> session = hello.headers().firstValue("mcp-session-id");
        if (hello.statusCode() != 200) {
            return false;
        }
        post(
                "/mcp/nba",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                user,
                workflow,
                question,
                session);
        HttpResponse<String> answer = post(
                "/mcp/nba",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"" + question.tool()
                        + "\",\"arguments\":" + question.arguments() + "}}",
                user,
                workflow,
                question,
                session);
        return answer.statusCode() == 200 && !failed(answer.body());
    }

    private static boolean failed(String body) {
        // a streamed answer is one event; its data is the JSON-RPC response
        String json = body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5))
                .reduce((first, last) -> last)
                .orElse(body);
        try {
            JsonNode response = JSON.readTree(json);
            return response.has("error")
                    || response.path("result").path("isError").asBoolean();
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private HttpResponse<String> post(
            String path, String json, String user, String workflow, Question question, Optional<String> session)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Courtside-User", user)
                .header("Courtside-Query-Type", question.type())
                .header("Courtside-Workflow-Id", workflow)
                .POST(HttpRequest.BodyPublishers.ofString(json));
        session.ifPresent(id -> request.header("Mcp-Session-Id", id).header("MCP-Protocol-Version", PROTOCOL));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        totals.call(
                response.statusCode() < 400,
                response.headers().firstValue("courtside-variant").orElse(""),
                response.headers().firstValue("courtside-region").orElse(""),
                response.headers().firstValue("courtside-cost-usd").orElse(""));
        return response;
    }

    /** A CloudEvent about the workflow, for as long as the gateway takes events. */
    private void event(String type, String workflow, String queryType) {
        if (!eventsTaken.get()) {
            return;
        }
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/courtside/demo")
                .put("type", type)
                .put("subject", workflow)
                .put("time", Instant.now().toString());
        event.putObject("data").put("workflow", "synthesis").put("queryType", queryType);
        try {
            int status = http.send(
                            HttpRequest.newBuilder(URI.create(gateway + "/v1/events"))
                                    .timeout(Duration.ofSeconds(5))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/cloudevents+json")
                                    .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 404 || status == 405) {
                if (eventsTaken.getAndSet(false)) {
                    System.out.println("The gateway takes no workflow events (" + status + "); going on without.");
                }
            }
        } catch (IOException e) {
            // the calls themselves will say that the gateway is away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
