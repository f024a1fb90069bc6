package dev.courtside.kit.peer;

/** One event of a stream; {@code event} is {@code message} where the server named none. */
public record ServerSentEvent(String event, String id, String data) {}
