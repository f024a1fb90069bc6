package dev.courtside.kit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamParserTest {
    private final List<ServerSentEvent> events = new ArrayList<>();
    private final EventStreamParser parser = new EventStreamParser(events::add);

    @Test
    void shouldGiveTheSameEventsHoweverTheBytesAreSplit() {
        // Given
        String stream = ": heartbeat\n\nevent: version\nid: 7\ndata: {\"a\":\"ü\"}\r\n\r\ndata: one\ndata: two\n\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);

        for (int size = 1; size <= bytes.length; size++) {
            events.clear();
            EventStreamParser fresh = new EventStreamParser(events::add);

            // When
            for (int from = 0; from < bytes.length; from += size) {
                fresh.accept(java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
            }

            // Then
            assertThat(events)
                    .containsExactly(
                            new ServerSentEvent("version", "7", "{\"a\":\"ü\"}"),
                            new ServerSentEvent("message", "7", "one\ntwo"));
        }
    }

    @Test
    void shouldRefuseALineWithoutEnd() {
        assertThatThrownBy(() -> parser.accept(new byte[64 * 1024 + 1])).hasMessageContaining("65536");
    }
}
