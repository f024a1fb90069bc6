package dev.courtside.local.demo.nba;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** The small data set that the model, the MCP server and {@code /stats} answer from. Sample data, not a source. */
@ApplicationScoped
public class SampleData {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final Content content;

    public SampleData() {
        try (InputStream in = SampleData.class.getResourceAsStream("/nba/sample-data.json")) {
            content = new ObjectMapper().readValue(Objects.requireNonNull(in, "nba/sample-data.json"), Content.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("the sample data cannot be read", broken);
        }
    }

    public String notice() {
        return content.notice();
    }

    public String season() {
        return content.season();
    }

    public List<Team> teams() {
        return content.teams();
    }

    public List<Player> players() {
        return content.players();
    }

    /** By id, full name or last name, whatever the case and accents. */
    public Optional<Player> player(String text) {
        String wanted = plain(text).strip();
        return content.players().stream()
                .filter(player -> player.id().equals(wanted.replace(' ', '-'))
                        || plain(player.name()).equals(wanted)
                        || lastName(player).equals(wanted))
                .findFirst();
    }

    /** By three letters, city, name or both. */
    public Optional<Team> team(String text) {
        String wanted = plain(text).strip();
        return content.teams().stream()
                .filter(team -> plain(team.id()).equals(wanted)
                        || plain(team.city()).equals(wanted)
                        || plain(team.name()).equals(wanted)
                        || plain(team.fullName()).equals(wanted))
                .findFirst();
    }

    /** The players that a text speaks of, in its order. */
    public List<Player> playersIn(String text) {
        String plain = plain(text);
        return mentioned(content.players(), player -> {
            int byName = position(plain, plain(player.name()));
            return byName >= 0 ? byName : position(plain, lastName(player));
        });
    }

    /** The teams that a text speaks of, in its order; three letters count only in capitals. */
    public List<Team> teamsIn(String text) {
        String plain = plain(text);
        return mentioned(content.teams(), team -> {
            int byName = position(plain, plain(team.name()));
            int byCity = position(plain, plain(team.city()));
            int byId = position(text, team.id());
            return byName >= 0 ? byName : byCity >= 0 ? byCity : byId;
        });
    }

    public Matchup matchup(Team home, Team away) {
        return Matchup.of(home, away);
    }

    /** Which of two teams had the better season, in one sentence. */
    public String comparison(Team first, Team second) {
        Team better = first.wins() >= second.wins() ? first : second;
        Team other = better == first ? second : first;
        return String.format(
                Locale.ROOT,
                "The %s won more games in %s: %d, against %d of the %s; points per game %.1f to %.1f.",
                better.fullName(),
                season(),
                better.wins(),
                other.wins(),
                other.fullName(),
                better.pointsFor(),
                other.pointsFor());
    }

    /** @param games from 1 to {@link GameLog#MAX_GAMES} */
    public GameLog gameLog(Player player, int games) {
        return gameLog(player.name(), player.team(), player.points(), 6, games);
    }

    /** @param games from 1 to {@link GameLog#MAX_GAMES} */
    public GameLog gameLog(Team team, int games) {
        return gameLog(team.fullName(), team.id(), team.pointsFor(), 9, games);
    }

    private GameLog gameLog(String name, String teamId, double average, int spread, int games) {
        List<Team> opponents = content.teams().stream()
                .filter(team -> !team.id().equals(teamId))
                .toList();
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<GameLog.Game> log = new ArrayList<>();
        int sum = 0;
        for (int number = 1; number <= games; number++) {
            int points = (int) Math.max(0, Math.round(average + random.nextGaussian() * spread));
            sum += points;
            log.add(new GameLog.Game(
                    number, opponents.get(random.nextInt(opponents.size())).id(), points));
        }
        return new GameLog(
                name,
                true,
                log,
                String.format(
                        Locale.ROOT,
                        "%s scored %.1f points a game over the last %d games (made up around the season's average).",
                        name,
                        sum / (double) games,
                        games));
    }

    private static <T> List<T> mentioned(List<T> all, java.util.function.ToIntFunction<T> position) {
        return all.stream()
                .filter(one -> position.applyAsInt(one) >= 0)
                .sorted(Comparator.comparingInt(position))
                .toList();
    }

    private static String lastName(Player player) {
        String plain = plain(player.name());
        return plain.substring(plain.indexOf(' ') + 1);
    }

    /** Where a word or phrase stands whole in a text; -1 where it does not. */
    private static int position(String text, String phrase) {
        int at = text.indexOf(phrase);
        while (at >= 0) {
            int end = at + phrase.length();
            boolean whole = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (whole) {
                return at;
            }
            at = text.indexOf(phrase, at + 1);
        }
        return -1;
    }

    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private record Content(String notice, String season, List<Team> teams, List<Player> players) {}
}
