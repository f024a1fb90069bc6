package dev.courtside.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTapTest {
    /** Keeps the texts it was shown, and lets no document pass that says "mine". */
    private static final class Texts implements JsonWatcher {
        private final List<String> shown = new ArrayList<>();
        private int ended;
        private boolean pass = true;

        @Override
        public void begin() {
            pass = true;
        }

        @Override
        public void token(JsonToken token, JsonParser parser) throws IOException {
            if (token == JsonToken.VALUE_STRING) {
                shown.add(parser.getText());
                pass &= !parser.getText().equals("mine");
            }
        }

        @Override
        public void end() {
            ended++;
        }

        @Override
        public boolean mayPass() {
            return pass;
        }
    }

    private final Texts texts = new Texts();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldReadEventsThatAreSplitAnywhere(String newline) {
        String stream = "event: a%ndata: {\"t\":\"hé€😀\"}%n%n: comment%n%ndata:{\"t\":\"two\"}%n%ndata: [DONE]%n%n"
                .replace("%n", newline);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            // Given
            texts.shown.clear();
            EventTap tap = new EventTap(texts, false);
            Buffer first = Buffer.buffer().appendBytes(bytes, 0, at);
            Buffer second = Buffer.buffer().appendBytes(bytes, at, bytes.length - at);

            // When
            Buffer passedFirst = tap.pass(first);
            Buffer passedSecond = tap.pass(second);

            // Then
            assertThat(passedFirst).isSameAs(first);
            assertThat(passedSecond).isSameAs(second);
            assertThat(texts.shown).as("split at %d", at).containsExactly("hé€😀", "two");
        }
    }

    @Test
    void shouldWithholdAnEventHoweverTheStreamIsSplit() {
        String before = "data: {\"t\":\"é\"}\r\n\r\n";
        String stream = before + "data: {\"t\":\"mine\"}\r\n\r\n" + "data: [DONE]\r\n\r\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            // Given
            EventTap tap = new EventTap(texts, true);

            // When
            String passed = text(tap.pass(Buffer.buffer().appendBytes(bytes, 0, at)))
                    + text(tap.pass(Buffer.buffer().appendBytes(bytes, at, bytes.length - at)))
                    + text(tap.finish());

            // Then: a line feed at the border of the withheld event may go with it
            assertThat(passed.replace("\r\n", "\n"))
                    .as("split at %d", at)
                    .isEqualTo((before + "data: [DONE]\r\n\r\n").replace("\r\n", "\n"));
        }
    }

    @Test
    void shouldPassChunksUntouchedWhereNothingIsWithheld() {
        // Given
        EventTap tap = new EventTap(texts, true);
        Buffer chunk = Buffer.buffer("data: {\"t\":\"one\"}\n\ndata: {\"t\":\"two\"}\n\n");

        // When
        Buffer passed = tap.pass(chunk);

        // Then
        assertThat(passed).isSameAs(chunk);
    }

    @Test
    void shouldJoinTheDataOfSeveralLines() {
        // When
        new EventTap(texts, false).pass(Buffer.buffer("data: {\"t\":\ndata: \"joined\"}\n\n"));

        // Then
        assertThat(texts.shown).containsExactly("joined");
        assertThat(texts.ended).isOne();
    }

    @Test
    void shouldShowAnEventThatLacksItsBlankLine() {
        // Given
        EventTap tap = new EventTap(texts, true);
        tap.pass(Buffer.buffer("data: {\"t\":\"last\"}"));

        // When
        Buffer rest = tap.finish();

        // Then
        assertThat(texts.shown).containsExactly("last");
        assertThat(text(rest)).isEqualTo("data: {\"t\":\"last\"}");
    }

    @Test
    void shouldPassAnEventThatIsTooLongUnread() {
        // Given
        EventTap tap = new EventTap(texts, true);
        String half = "x".repeat(EventFramer.LONGEST_EVENT / 2 + 1);

        // When
        String passed = text(tap.pass(Buffer.buffer("data: {\"t\":\"a\"}\n\ndata: " + half)))
                + text(tap.pass(Buffer.buffer(half)))
                + text(tap.pass(Buffer.buffer("\n\ndata: {\"t\":\"mine\"}\n\n")))
                + text(tap.finish());

        // Then
        assertThat(passed).isEqualTo("data: {\"t\":\"a\"}\n\ndata: " + half + half + "\n\ndata: {\"t\":\"mine\"}\n\n");
        assertThat(texts.shown).containsExactly("a");
    }

    private static String text(@Nullable Buffer buffer) {
        return buffer == null ? "" : buffer.toString();
    }
}
