package dev.ensayo.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What tells a file from every other.
 *
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 * @param lines how many line feeds it has
 */
public record Fingerprint(String sha256, long lines) {
  private static final int CHUNK = 1 << 16;

  /** The SHA-256 alone, in 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(RunningFingerprint.newDigest().digest(content));
  }

  public static Fingerprint of(byte[] content) {
    RunningFingerprint running = new RunningFingerprint();
    running.update(content, 0, content.length);
    return running.current();
  }

  /** Something to read from. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** The SHA-256 alone of a file, however long. */
  public static String sha256Of(Path file) throws IOException {
    return sha256Of(() -> Files.newInputStream(file));
  }

  /** The SHA-256 alone of what is read, a piece at a time. */
  public static String sha256Of(Source source) throws IOException {
    MessageDigest digest = RunningFingerprint.newDigest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = source.open()) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Reads all of the file, a piece at a time. */
  public static Fingerprint of(Path file) throws IOException {
    RunningFingerprint running = new RunningFingerprint();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        running.update(chunk, 0, read);
      }
    }
    return running.current();
  }
}
