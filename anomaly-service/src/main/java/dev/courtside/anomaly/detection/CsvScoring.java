package dev.courtside.anomaly.detection;

import dev.courtside.engine.anomaly.Baseline;
import dev.courtside.engine.anomaly.Detector;
import dev.courtside.engine.anomaly.Method;
import dev.courtside.engine.anomaly.Observation;
import dev.courtside.engine.anomaly.SeriesDetector;
import dev.courtside.engine.anomaly.Verdict;
import dev.courtside.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Scores one file. Used once. */
final class CsvScoring {
    private static final String HEADER = "timestamp,value,anomaly_score,alarm,severity\n";
    private static final DateTimeFormatter SPACED = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[' ']['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final SeriesDetector detector;

    CsvScoring(Detector method, int window) {
        this.detector = new SeriesDetector(method, new Baseline(window));
    }

    Method method() {
        return detector.method();
    }

    /**
     * The file with its scores.
     *
     * @throws ProblemException 400 naming the row that can't be read
     */
    String score(String csv) {
        Iterator<String> lines = csv.lines().iterator();
        Columns columns = Columns.of(lines.hasNext() ? lines.next() : "");
        StringBuilder out = new StringBuilder(2 * csv.length() + HEADER.length()).append(HEADER);
        for (int row = 1; lines.hasNext(); row++) {
            String line = lines.next();
            if (!line.isBlank()) {
                append(out, columns, line, row);
            }
        }
        return out.toString();
    }

    private void append(StringBuilder out, Columns columns, String line, int row) {
        String[] cells = line.split(",", -1);
        if (cells.length <= Math.max(columns.timestamp(), columns.value())) {
            throw ProblemException.invalid("row " + row, "has " + cells.length + " columns, fewer than the header");
        }
        String timestamp = cells[columns.timestamp()].strip();
        String value = cells[columns.value()].strip();
        Verdict verdict = judge(time(timestamp, row), number(value, row));
        out.append(timestamp)
                .append(',')
                .append(value)
                .append(',')
                // Cut, not rounded: 0.4999999 must not read as an alarm.
                .append(Math.floor(1e6 * verdict.unitScore()) / 1e6)
                .append(
                        verdict instanceof Verdict.Anomalous anomaly
                                ? ",1," + anomaly.severity().wireName()
                                : ",0,")
                .append('\n');
    }

    private Verdict judge(Instant at, double value) {
        // A row whose time is not after the one before is judged as well; its time only decides what it teaches.
        Verdict now = detector.judge(at, value);
        return detector.observe(at, value) instanceof Observation.Judged judged ? judged.verdict() : now;
    }

    private static Instant time(String text, int row) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text, SPACED).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException unreadable) {
            throw ProblemException.invalid("row " + row, "'" + text + "' is no time");
        }
    }

    private static double number(String text, int row) {
        try {
            double value = Double.parseDouble(text);
            if (Baseline.isJudgeable(value)) {
                return value;
            }
        } catch (NumberFormatException unreadable) {
            // told below, as for NaN
        }
        throw ProblemException.invalid("row " + row, "'" + text + "' is no finite number");
    }

    private record Columns(int timestamp, int value) {
        static Columns of(String header) {
            List<String> names = header.replace("\uFEFF", "")
                    .lines()
                    .flatMap(line -> Arrays.stream(line.split(",", -1)))
                    .map(String::strip)
                    .toList();
            int timestamp = names.indexOf("timestamp");
            int value = names.indexOf("value");
            if (timestamp < 0 || value < 0) {
                throw ProblemException.invalid("header", "the first line names the columns timestamp and value");
            }
            return new Columns(timestamp, value);
        }
    }
}
