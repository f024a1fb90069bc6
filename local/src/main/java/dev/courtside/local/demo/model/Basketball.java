package dev.courtside.local.demo.model;

import dev.courtside.local.demo.nba.Player;
import dev.courtside.local.demo.nba.SampleData;
import dev.courtside.local.demo.nba.Team;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the demo model knows. The same request always gets the same reply. */
@ApplicationScoped
class Basketball {
    private static final Pattern PREDICTION = Pattern.compile("\\b(predict|beat|favou?rite|wins)\\b|will win|who wins");
    private static final Pattern GAMES = Pattern.compile("\\b(game log|last|latest|lately|recent|recently)\\b");

    private final SampleData data;

    Basketball(SampleData data) {
        this.data = data;
    }

    Reply reply(ChatRequest request) {
        if (request.last().role().equals("tool")) {
            return Reply.Text.of(told(request), request.maxTokens());
        }
        Reply.ToolCall call = toolCall(request);
        return call == null ? Reply.Text.of(known(request), request.maxTokens()) : call;
    }

    // ── tools ──

    private Reply.@Nullable ToolCall toolCall(ChatRequest request) {
        String choice = request.toolChoice();
        if (request.tools().isEmpty() || choice.equals("none")) {
            return null;
        }
        Optional<Reply.ToolCall> wanted = wanted(request.question(), request.tools());
        return switch (choice) {
            case "auto" -> wanted.orElse(null);
            case "required" ->
                wanted.orElseGet(() -> new Reply.ToolCall(request.tools().getFirst(), "{}"));
            default ->
                wanted.filter(call -> call.name().equals(choice)).orElseGet(() -> new Reply.ToolCall(choice, "{}"));
        };
    }

    private Optional<Reply.ToolCall> wanted(String question, List<String> tools) {
        List<Team> teams = data.teamsIn(question);
        List<Player> players = data.playersIn(question);
        String lower = question.toLowerCase(Locale.ROOT);
        if (teams.size() >= 2) {
            String a = teams.get(0).id();
            String b = teams.get(1).id();
            return PREDICTION.matcher(lower).find()
                    ? call(
                            tools,
                            "predict_matchup",
                            new JsonObject().put("home", a).put("away", b))
                    : call(
                            tools,
                            "compare_teams",
                            new JsonObject().put("teamA", a).put("teamB", b));
        }
        if (!players.isEmpty()) {
            JsonObject arguments =
                    new JsonObject().put("player", players.getFirst().name());
            return GAMES.matcher(lower).find()
                    ? call(tools, "get_game_log", arguments)
                    : call(tools, "get_player_stats", arguments);
        }
        return teams.isEmpty()
                ? Optional.empty()
                : call(
                        tools,
                        "get_game_log",
                        new JsonObject().put("team", teams.getFirst().id()));
    }

    /** Servers that are federated put their name before the tool's. */
    private static Optional<Reply.ToolCall> call(List<String> tools, String tool, JsonObject arguments) {
        return tools.stream()
                .filter(name -> name.equals(tool) || name.endsWith("_" + tool))
                .findFirst()
                .map(name -> new Reply.ToolCall(name, arguments.encode()));
    }

    /** The answer that tools gave, in words. */
    private static String told(ChatRequest request) {
        String result = request.last().content();
        try {
            String summary = new JsonObject(result).getString("summary");
            if (summary != null) {
                return "The tools say: " + summary + " This is sample data.";
            }
        } catch (DecodeException | ClassCastException plainText) {
            // said as it is
        }
        return "The tools say: " + result.substring(0, Math.min(result.length(), 400));
    }

    // ── without tools ──

    private String known(ChatRequest request) {
        String answer = known(request.question());
        // so that two models differ in what they cost and how they are liked
        return request.model().startsWith("gpt-4")
                ? answer + " I looked this up in the sample data of " + data.season()
                        + "; it is rounded and not kept up to date."
                : answer;
    }

    private String known(String question) {
        String lower = question.toLowerCase(Locale.ROOT);
        List<Team> teams = data.teamsIn(question);
        List<Player> players = data.playersIn(question);
        if (teams.size() >= 2) {
            return PREDICTION.matcher(lower).find()
                    ? data.matchup(teams.get(0), teams.get(1)).summary()
                    : data.comparison(teams.get(0), teams.get(1));
        }
        if (!players.isEmpty()) {
            return players.getFirst().summary(data.season());
        }
        if (lower.contains("assist")) {
            return leader("assists", Comparator.comparingDouble(Player::assists));
        }
        if (lower.contains("rebound")) {
            return leader("rebounds", Comparator.comparingDouble(Player::rebounds));
        }
        if (lower.contains("scor") || lower.contains("points")) {
            return leader("points", Comparator.comparingDouble(Player::points));
        }
        if (!teams.isEmpty()) {
            return record(teams.getFirst());
        }
        return "I know the players and teams of a small NBA sample (" + data.season()
                + "). Ask me about a player such as Nikola Jokić, or compare two teams such as the Celtics and the"
                + " Lakers.";
    }

    private String leader(String what, Comparator<Player> by) {
        Player leader = data.players().stream().max(by).orElseThrow();
        return "In this sample the leader in " + what + " per game is " + leader.name() + ". "
                + leader.summary(data.season());
    }

    private String record(Team team) {
        return "The %s won %d and lost %d games in %s."
                .formatted(team.fullName(), team.wins(), team.losses(), data.season());
    }
}
