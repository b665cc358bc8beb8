package dev.ensayo.experiments.provenance;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 of files that seldom change: what was read once is kept in the user's cache, and taken
 * from there as long as a file has the same path, size and time of its last change.
 *
 * <p>The cache may be deleted at any time, and may be damaged: a line that is none is passed over.
 */
final class FileHashes {
  /** Beyond so many, those of files that were not asked for by this process are forgotten. */
  private static final int MOST_KEPT = 5000;

  private static final String SEPARATOR = "\t";
  private static final int FIELDS = 4;

  private final Path cache;
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> asked = new TreeMap<>();
  private boolean changed;

  /**
   * @param cache a file, which need not exist
   */
  FileHashes(Path cache) {
    this.cache = cache;
    try {
      for (String line : Files.readString(cache, StandardCharsets.UTF_8).lines().toList()) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length == FIELDS) {
          known.put(key(fields[1], fields[2], fields[3]), fields[0]);
        }
      }
    } catch (IOException e) {
      known.clear(); // as if there were none
    }
  }

  /** Of the user of this machine. */
  static FileHashes ofThisMachine() {
    return new FileHashes(
        Path.of(System.getProperty("user.home"), ".cache", "ensayo", "file-hashes.tsv"));
  }

  private static String key(String path, String size, String changed) {
    return size + SEPARATOR + changed + SEPARATOR + path;
  }

  /**
   * Its SHA-256, 64 lower-case hexadecimal digits.
   *
   * @throws IOException if it cannot be read
   */
  synchronized String sha256(Path file) throws IOException {
    String key =
        key(
            file.toAbsolutePath().toString().replace(SEPARATOR, " "),
            Long.toString(Files.size(file)),
            Files.getLastModifiedTime(file).toString());
    String sha256 = known.get(key);
    if (sha256 == null) {
      sha256 = Fingerprint.sha256Of(file);
      known.put(key, sha256);
      changed = true;
    }
    asked.put(key, sha256);
    return sha256;
  }

  /** Keeps what was found out, if the cache can be written; else it is found out again. */
  synchronized void keep() {
    if (!changed) {
      return;
    }
    Map<String, String> kept = new TreeMap<>(known.size() > MOST_KEPT ? asked : known);
    StringBuilder text = new StringBuilder();
    kept.forEach(
        (key, sha256) -> {
          String[] fields = key.split(SEPARATOR, -1);
          text.append(String.join(SEPARATOR, sha256, fields[2], fields[0], fields[1])).append('\n');
        });
    try {
      Files.createDirectories(cache.getParent());
      AtomicFile.write(cache, text.toString());
      changed = false;
    } catch (IOException e) {
      changed = true; // a home that cannot be written to
    }
  }
}
