package dev.courtside.anomaly.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.courtside.engine.anomaly.Verdict;
import dev.courtside.engine.anomaly.ZScore;
import dev.courtside.kit.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvScoringTest {

    @Test
    void shouldRaiseAnAlarmExactlyFromTheThresholdOn() {
        // Given
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 100; i++) {
            csv.append("2014-04-01 %02d:%02d:00,%d%n".formatted(i / 60, i % 60, 50 + i % 5));
        }
        csv.append("2014-04-01 02:00:00,500\n");

        // When
        List<String> rows = score(csv.toString()).lines().toList();

        // Then
        assertThat(rows.getFirst()).isEqualTo("timestamp,value,anomaly_score,alarm,severity");
        assertThat(rows).hasSize(102);
        assertThat(rows.subList(1, 31)).allMatch(row -> row.contains(",0.0,0,"));
        assertThat(rows.getLast()).startsWith("2014-04-01 02:00:00,500,0.9").endsWith(",1,critical");
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            double score = Double.parseDouble(cells[2]);
            assertThat(score).isBetween(0.0, 1.0);
            assertThat(cells[3]).isEqualTo(score >= Verdict.UNIT_THRESHOLD ? "1" : "0");
        }
    }

    @Test
    void shouldScoreAPrefixAsTheWhole() {
        // Given
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 200; i++) {
            csv.append(1_400_000_000 + 300 * i)
                    .append(',')
                    .append((i * 7919) % 83)
                    .append('\n');
        }
        int cut = csv.indexOf("\n" + (1_400_000_000 + 300 * 120)) + 1;

        // When
        String whole = score(csv.toString());
        String prefix = score(csv.substring(0, cut));

        // Then
        assertThat(prefix.lines().count()).isEqualTo(121);
        assertThat(whole).startsWith(prefix);
    }

    @Test
    void shouldKeepARowForEveryRowThoughTimesRepeat() {
        // Given
        String csv = "value,timestamp\n1,2014-04-01T00:00:00Z\n2,2014-04-01T00:00:00Z\n3,2014-03-01 00:00:00.000000\n";

        // When
        List<String> rows = score(csv).lines().toList();

        // Then
        assertThat(rows)
                .containsExactly(
                        "timestamp,value,anomaly_score,alarm,severity",
                        "2014-04-01T00:00:00Z,1,0.0,0,",
                        "2014-04-01T00:00:00Z,2,0.0,0,",
                        "2014-03-01 00:00:00.000000,3,0.0,0,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,value\\n1,2|header",
                "timestamp,value\\n1,2\\nyesterday,3|row 2",
                "timestamp,value\\n1,NaN|row 1",
                "timestamp,value\\n1,two|row 1",
                "timestamp,value\\n1|row 1"
            })
    void shouldNameTheRowThatCanNotBeRead(String csv, String field) {
        // Given / When / Then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> score(csv.replace("\\n", "\n")))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().field()).isEqualTo(field);
                });
    }

    private static String score(String csv) {
        return new CsvScoring(ZScore.STANDARD, 360).score(csv);
    }
}
