package dev.courtside.local.demo.model;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sends a completion as server-sent events, one at a time and no faster than the client reads. */
final class ChunkStream {
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Speed speed;
    private final Deque<String> events = new ArrayDeque<>();

    ChunkStream(Vertx vertx, HttpServerResponse response, Speed speed, Completion completion, boolean includeUsage) {
        this.vertx = vertx;
        this.response = response;
        this.speed = speed;
        add(completion.opening(includeUsage));
        completion.reply().pieces().forEach(piece -> add(completion.piece(piece, includeUsage)));
        add(completion.closing(includeUsage));
        if (includeUsage) {
            add(completion.usageChunk());
        }
        events.add("data: [DONE]\n\n");
    }

    void start() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-cache");
        vertx.setTimer(speed.firstMs(), timer -> next());
    }

    private void next() {
        String event = events.poll();
        if (event == null || response.closed()) {
            return; // a client that has gone gets nothing more
        }
        if (events.isEmpty()) {
            response.end(event);
            return;
        }
        response.write(event);
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> next());
        } else {
            vertx.setTimer(speed.pieceMs(), timer -> next());
        }
    }

    private void add(JsonObject chunk) {
        events.add("data: " + chunk.encode() + "\n\n");
    }
}
