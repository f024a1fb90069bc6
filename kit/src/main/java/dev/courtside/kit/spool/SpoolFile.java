package dev.courtside.kit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One entry's file: {@code <20 digits>-<uuid>.entry}, holding four bytes {@code CSP1}, the CRC-32C of the payload, the
 * payload. It is written under another name, synced and then renamed, so that a name ending in {@code .entry} is always
 * a whole file; the checksum is for what disks do later.
 *
 * @param sequence its place in the queue
 * @param id the entry's id
 * @param bytes the file's size
 */
record SpoolFile(long sequence, UUID id, long bytes) {
    private static final int MAGIC = 0x43535031;
    private static final int HEADER_BYTES = 8;
    private static final String UNFINISHED = ".tmp";
    private static final Pattern NAME = Pattern.compile("(\\d{20})-([0-9a-f-]{36})\\.entry");

    /** The entry that a file holds by its name, or null when it is none. */
    static @Nullable SpoolFile of(Path path) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            return null;
        }
        return new SpoolFile(Long.parseLong(name.group(1)), UUID.fromString(name.group(2)), Files.size(path));
    }

    static boolean isUnfinished(Path path) {
        return String.valueOf(path.getFileName()).endsWith(UNFINISHED);
    }

    /** Writes, syncs, renames and syncs the directory: after it returns, a power cut loses nothing. */
    static SpoolFile write(Path directory, long sequence, UUID id, byte[] payload) throws IOException {
        SpoolFile file = new SpoolFile(sequence, id, (long) HEADER_BYTES + payload.length);
        Path target = file.in(directory);
        Path unfinished = directory.resolve(target.getFileName() + UNFINISHED);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putInt(checksum(payload));
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            writeFully(channel, header.flip());
            writeFully(channel, ByteBuffer.wrap(payload));
            channel.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        return file;
    }

    /** The payload, or null when the file is gone, cut short or altered. */
    byte @Nullable [] read(Path directory) {
        try {
            byte[] all = Files.readAllBytes(in(directory));
            if (all.length < HEADER_BYTES) {
                return null;
            }
            ByteBuffer content = ByteBuffer.wrap(all);
            int magic = content.getInt();
            int checksum = content.getInt();
            byte[] payload = new byte[content.remaining()];
            content.get(payload);
            return magic == MAGIC && checksum == checksum(payload) ? payload : null;
        } catch (IOException e) {
            return null;
        }
    }

    Path in(Path directory) {
        return directory.resolve(String.format("%020d-%s.entry", sequence, id));
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }

    // without it the rename itself may be lost; systems that cannot open a directory sync it with the file
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }
}
