package dev.courtside.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedProcessTest {
    private static final ProcessHandle OWN = ProcessHandle.current();

    @TempDir
    Path directory;

    @Test
    void shouldFindAProcessThatHadBegunWhenItsIdWasWritten() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("pid"), Long.toString(OWN.pid()));

        // Then
        assertThat(RecordedProcess.find(OWN.pid(), file)).contains(OWN);
    }

    @Test
    void shouldTakeALaterProcessWithTheSameIdForAnother() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("pid"), Long.toString(OWN.pid()));
        Files.setLastModifiedTime(
                file, FileTime.from(OWN.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1))));

        // Then
        assertThat(RecordedProcess.find(OWN.pid(), file)).isEmpty();
    }

    @Test
    void shouldFindNothingWithoutTheFile() {
        assertThat(RecordedProcess.find(OWN.pid(), directory.resolve("none"))).isEmpty();
    }
}
