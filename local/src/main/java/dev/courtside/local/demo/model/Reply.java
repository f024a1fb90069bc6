package dev.courtside.local.demo.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the model says: words, or the wish to call a function. */
sealed interface Reply {
    /** The pieces in which it is streamed; each counts as a token. */
    List<String> pieces();

    /** {@code stop}, {@code length} or {@code tool_calls}. */
    String finishReason();

    /** @param complete false if the limit of tokens cut it */
    record Text(List<String> pieces, boolean complete) implements Reply {
        private static final Pattern WORD = Pattern.compile("\\s*\\S+");

        public Text {
            pieces = List.copyOf(pieces);
        }

        static Text of(String text, int maxTokens) {
            List<String> words =
                    WORD.matcher(text).results().map(MatchResult::group).toList();
            return words.size() <= maxTokens ? new Text(words, true) : new Text(words.subList(0, maxTokens), false);
        }

        String text() {
            return String.join("", pieces);
        }

        @Override
        public String finishReason() {
            return complete ? "stop" : "length";
        }
    }

    /** @param arguments JSON */
    record ToolCall(String name, String arguments) implements Reply {
        private static final int PIECE = 12;

        @Override
        public List<String> pieces() {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < arguments.length(); at += PIECE) {
                pieces.add(arguments.substring(at, Math.min(arguments.length(), at + PIECE)));
            }
            return pieces;
        }

        @Override
        public String finishReason() {
            return "tool_calls";
        }
    }
}
