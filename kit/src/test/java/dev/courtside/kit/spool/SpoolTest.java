package dev.courtside.kit.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.kit.id.UuidV7;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SpoolLimits ROOMY = new SpoolLimits(1_000, 1_000_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path dir;

    @Test
    void shouldGiveEntriesInOrderUntilTheyAreRemoved() {
        // Given
        Spool spool = open(ROOMY);
        append(spool, "one");
        append(spool, "two");

        // When
        SpoolEntry first = requireNonNull(spool.peek());
        SpoolEntry again = requireNonNull(spool.peek());
        spool.remove(first);
        SpoolEntry second = requireNonNull(spool.peek());
        spool.remove(second);

        // Then
        assertThat(text(first)).isEqualTo("one");
        assertThat(again).isEqualTo(first);
        assertThat(text(second)).isEqualTo("two");
        assertThat(spool.peek()).isNull();
        assertThat(spool.bytes()).isZero();
    }

    @Test
    void shouldFindEverythingAfterARestart() {
        // Given
        Spool before = open(ROOMY);
        UUID id = append(before, "one");
        append(before, "two");
        before.remove(requireNonNull(before.peek()));

        // When
        Spool after = open(ROOMY);
        append(after, "three");

        // Then
        assertThat(drain(after)).containsExactly("two", "three");
        assertThat(id).isNotNull();
    }

    @Test
    void shouldSurviveAKilledWriter() throws Exception {
        // Given: a process that appends as fast as it can, telling after each
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told = new ArrayList<>();
        try (var lines = writer.inputReader()) {
            while (told.size() < 20) {
                told.add(requireNonNull(lines.readLine()));
            }
            writer.toHandle().destroyForcibly(); // on the process itself it would close the pipe as well
            lines.lines().forEach(told::add);
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();

        // When
        List<String> kept = drain(open(ROOMY));

        // Then: all that was promised, at most one more that was on its way
        assertThat(kept).startsWith(told.toArray(String[]::new)).hasSizeBetween(told.size(), told.size() + 1);
    }

    @Test
    void shouldDropTheOldestPastItsLimitsAndCountThem() {
        // Given
        Spool spool = open(new SpoolLimits(3, 1_000_000));

        // When
        for (int i = 1; i <= 5; i++) {
            append(spool, "entry " + i);
        }

        // Then
        assertThat(spool.dropped()).isEqualTo(2);
        assertThat(drain(spool)).containsExactly("entry 3", "entry 4", "entry 5");
    }

    @Test
    void shouldKeepWithinItsBytes() {
        // Given
        Spool spool = open(new SpoolLimits(1_000, 250));

        // When
        for (int i = 0; i < 5; i++) {
            append(spool, "x".repeat(92)); // 100 bytes with its header
        }

        // Then
        assertThat(spool.entries()).isEqualTo(2);
        assertThat(spool.bytes()).isEqualTo(200);
        assertThat(spool.dropped()).isEqualTo(3);
    }

    @Test
    void shouldDropDamagedFilesAndIgnoreForeignOnes() throws IOException {
        // Given
        Spool spool = open(ROOMY);
        append(spool, "damaged");
        append(spool, "cut short");
        append(spool, "good");
        List<Path> files = files();
        byte[] bytes = Files.readAllBytes(files.get(0));
        bytes[bytes.length - 1] ^= 1;
        Files.write(files.get(0), bytes);
        Files.write(files.get(1), new byte[3]);
        Files.writeString(dir.resolve("outcomes/notes.txt"), "hello");
        Files.writeString(dir.resolve("outcomes/unfinished.tmp"), "half");

        // When
        Spool reopened = open(ROOMY);
        List<String> kept = drain(reopened);

        // Then
        assertThat(kept).containsExactly("good");
        assertThat(reopened.dropped()).isEqualTo(2);
        assertThat(dir.resolve("outcomes/unfinished.tmp")).doesNotExist();
        assertThat(dir.resolve("outcomes/notes.txt")).exists();
    }

    @Test
    void shouldNotRemoveAnotherEntryThanTheOneDelivered() {
        // Given
        Spool spool = open(new SpoolLimits(1, 1_000_000));
        append(spool, "old");
        SpoolEntry onItsWay = requireNonNull(spool.peek());
        append(spool, "new"); // the limit drops the one that is being sent

        // When
        spool.remove(onItsWay);

        // Then
        assertThat(drain(spool)).containsExactly("new");
    }

    @Test
    void shouldCountWhatIsDiscarded() {
        // Given
        Spool spool = open(ROOMY);
        append(spool, "poison");

        // When
        spool.discard(requireNonNull(spool.peek()));

        // Then
        assertThat(spool.entries()).isZero();
        assertThat(registry.get("courtside.spool.dropped")
                        .tag("queue", "outcomes")
                        .counter()
                        .count())
                .isEqualTo(1.0);
    }

    private Spool open(SpoolLimits limits) {
        return new Spool(dir, "outcomes", limits, registry);
    }

    private List<Path> files() throws IOException {
        try (var paths = Files.list(dir.resolve("outcomes"))) {
            return paths.sorted().toList();
        }
    }

    private static UUID append(Spool spool, String text) {
        return spool.append(text.getBytes(UTF_8), UuidV7.next()).id();
    }

    private static String text(SpoolEntry entry) {
        return new String(entry.payload(), UTF_8);
    }

    private static List<String> drain(Spool spool) {
        List<String> texts = new ArrayList<>();
        for (SpoolEntry entry = spool.peek(); entry != null; entry = spool.peek()) {
            texts.add(text(entry));
            spool.remove(entry);
        }
        return texts;
    }

    /** Appends numbers until it is killed. */
    static final class KilledWriter {
        private KilledWriter() {}

        public static void main(String[] args) throws IOException {
            FileOutputStream out = new FileOutputStream(FileDescriptor.out); // unbuffered: a line is one write
            Spool spool = new Spool(Path.of(args[0]), "outcomes", ROOMY, new SimpleMeterRegistry());
            for (int i = 0; i < 900; i++) {
                String text = "entry " + i;
                append(spool, text);
                out.write((text + "\n").getBytes(UTF_8));
            }
        }
    }
}
