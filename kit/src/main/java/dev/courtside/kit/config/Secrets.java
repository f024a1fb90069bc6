package dev.courtside.kit.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret given as a value or, better, as a file that holds it. */
public final class Secrets {
    private Secrets() {}

    /** The file's content without surrounding white space where a file is named, else the value. */
    public static Optional<String> of(Optional<String> value, Optional<Path> file) {
        return file.map(Secrets::read).or(() -> value.filter(text -> !text.isBlank()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret file " + file, e);
        }
    }
}
