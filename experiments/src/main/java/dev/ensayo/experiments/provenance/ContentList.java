package dev.ensayo.experiments.provenance;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that many runs share and that is told by its SHA-256.
 *
 * @param kind what its file's name begins with
 * @param ending what its file's name ends with
 * @param text empty for one that is not known
 * @param sha256 of the text; empty for an empty one
 */
record ContentList(String kind, String ending, String text, String sha256) {
  private static final int DIGITS = 16;

  static final ContentList NONE = of("", "", "");

  static ContentList of(String kind, String ending, String text) {
    String sha256 = text.isEmpty() ? "" : Fingerprint.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new ContentList(kind, ending, text, sha256);
  }

  /** Writes it into a folder, unless it lies there already. */
  void keep(Path folder) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    Path file = folder.resolve(kind + "-" + sha256.substring(0, DIGITS) + ending);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      AtomicFile.write(file, text);
    }
  }
}
