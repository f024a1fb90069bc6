package dev.courtside.local.demo.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.local.demo.nba.GameLog;
import dev.courtside.local.demo.nba.Player;
import dev.courtside.local.demo.nba.SampleData;
import dev.courtside.local.demo.nba.Team;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tools of the NBA MCP server. Each answers with JSON whose {@code summary} says the same in a sentence. */
public class NbaTools {
    private final SampleData data;
    private final ObjectMapper json;

    public NbaTools(SampleData data, ObjectMapper json) {
        this.data = data;
        this.json = json;
    }

    @Tool(
            name = "get_player_stats",
            title = "Player statistics",
            description = "Season averages of one player (sample data).",
            annotations = @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    String getPlayerStats(@ToolArg(description = "A player's name or id, such as Nikola Jokic") String player) {
        Player found = player(player);
        return answer(Map.of("player", found), found.summary(data.season()));
    }

    @Tool(
            name = "compare_teams",
            title = "Compare two teams",
            description = "Two teams' seasons beside each other (sample data).",
            annotations = @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    String compareTeams(
            @ToolArg(description = "A team, such as BOS, Boston or Celtics") String teamA,
            @ToolArg(description = "The other team") String teamB) {
        Team first = team(teamA);
        Team second = team(teamB);
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("teamA", first);
        both.put("teamB", second);
        return answer(both, data.comparison(first, second));
    }

    @Tool(
            name = "get_game_log",
            title = "Latest games",
            description = "The latest games of a team or of a player. The games are made up around real averages.",
            annotations = @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    String getGameLog(
            @ToolArg(description = "A team; give a team or a player", required = false, defaultValue = "") String team,
            @ToolArg(description = "A player; give a team or a player", required = false, defaultValue = "")
                    String player,
            @ToolArg(description = "How many games, 1 to 20; 5 if not given", required = false, defaultValue = "5")
                    int games) {
        if (team.isBlank() == player.isBlank()) {
            throw new ToolCallException("give either team or player");
        }
        if (games < 1 || games > GameLog.MAX_GAMES) {
            throw new ToolCallException("games must be from 1 to " + GameLog.MAX_GAMES + ", not " + games);
        }
        GameLog log = team.isBlank() ? data.gameLog(player(player), games) : data.gameLog(team(team), games);
        return answer(Map.of("log", log), log.summary());
    }

    @Tool(
            name = "predict_matchup",
            title = "Predict a game",
            description = "How likely the home team wins, from both teams' points for and against (sample data).",
            annotations = @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    String predictMatchup(
            @ToolArg(description = "The team that plays at home") String home,
            @ToolArg(description = "The team that visits") String away) {
        Team host = team(home);
        Team guest = team(away);
        if (host.equals(guest)) {
            throw new ToolCallException("home and away are the same team");
        }
        var matchup = data.matchup(host, guest);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("home", host.id());
        result.put("away", guest.id());
        result.put("homeWinProbability", matchup.homeWinProbability());
        return answer(result, matchup.summary());
    }

    private Player player(String name) {
        return data.player(name)
                .orElseThrow(() -> new ToolCallException("no player '" + name + "' in the sample data; there are "
                        + String.join(
                                ", ", data.players().stream().map(Player::name).toList())));
    }

    private Team team(String name) {
        return data.team(name)
                .orElseThrow(() -> new ToolCallException("no team '" + name + "' in the sample data; there are "
                        + String.join(", ", data.teams().stream().map(Team::id).toList())));
    }

    private String answer(Map<String, ?> result, String summary) {
        Map<String, Object> all = new LinkedHashMap<>(result);
        all.put("season", data.season());
        all.put("sampleData", true);
        all.put("summary", summary);
        try {
            return json.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
