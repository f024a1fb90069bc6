package dev.courtside.local.demo.nba;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleDataTest {
    private final SampleData data = new SampleData();

    @Test
    void shouldFindPlayersAndTeamsHoweverTheyAreWritten() {
        for (String name : new String[] {"nikola-jokic", "Nikola Jokić", "nikola jokic", "JOKIC"}) {
            assertThat(data.player(name)).as(name).map(Player::id).contains("nikola-jokic");
        }
        for (String name : new String[] {"BOS", "bos", "Boston", "Celtics", "Boston Celtics"}) {
            assertThat(data.team(name)).as(name).map(Team::id).contains("BOS");
        }
        assertThat(data.player("Michael Jordan")).isEmpty();
        assertThat(data.team("")).isEmpty();
    }

    @Test
    void shouldSeeWholeNamesInATextInItsOrder() {
        assertThat(data.teamsIn("Lakers or Celtics?")).extracting(Team::id).containsExactly("LAL", "BOS");
        assertThat(data.teamsIn("BOS at MIL")).extracting(Team::id).containsExactly("BOS", "MIL");
        assertThat(data.teamsIn("a memorable den, a bosun and some sunshine")).isEmpty();
        assertThat(data.playersIn("Is Curry better than Tatum?"))
                .extracting(Player::id)
                .containsExactly("stephen-curry", "jayson-tatum");
    }

    @Test
    void shouldReferToTeamsOfTheDataOnly() {
        assertThat(data.players())
                .allSatisfy(player ->
                        assertThat(data.team(player.team())).as(player.name()).isPresent());
        assertThat(data.teams())
                .allSatisfy(team ->
                        assertThat(team.wins() + team.losses()).as(team.id()).isEqualTo(82));
    }

    @Test
    void shouldPredictByLogFiveWithHomeAdvantage() {
        // Given
        Team even = new Team("A", "A", "A", "East", 41, 41, 110, 110);
        Team strong = new Team("B", "B", "B", "East", 60, 22, 120, 110);

        // Then
        assertThat(even.expectedWinShare()).isEqualTo(0.5);
        assertThat(data.matchup(even, even).homeWinProbability()).isEqualTo(0.58);
        assertThat(data.matchup(even, strong).homeWinProbability()).isLessThan(0.5);
        assertThat(data.matchup(strong, even).homeWinProbability()).isGreaterThan(0.75);
    }

    @Test
    void shouldMakeUpTheSameGamesEachTimeAndNoneAgainstItself() {
        // Given
        Team denver = data.team("DEN").orElseThrow();

        // When
        GameLog log = data.gameLog(denver, GameLog.MAX_GAMES);

        // Then
        assertThat(log).isEqualTo(data.gameLog(denver, GameLog.MAX_GAMES));
        assertThat(log.synthetic()).isTrue();
        assertThat(log.games())
                .hasSize(GameLog.MAX_GAMES)
                .noneMatch(game -> game.opponent().equals("DEN"));
    }
}
