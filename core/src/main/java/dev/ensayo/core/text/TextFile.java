package dev.ensayo.core.text;

import dev.ensayo.core.data.ContentHash;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of text, or a pipe; unpacked where it is packed with gzip.
 *
 * @param path where it lies
 * @param name how the manifest calls it, without {@code .gz}
 * @param expectedSha256 of its content, where it belongs to a data set; else empty
 */
public record TextFile(Path path, String name, String expectedSha256) implements TextSource {
  private static final String PACKED = ".gz";

  public TextFile {
    name = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
  }

  /** A file that belongs to no data set. */
  public TextFile(Path path, String name) {
    this(path, name, "");
  }

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public InputStream open() throws IOException {
    // The channel behind Files' stream asks a pipe for its position, which it has not.
    InputStream content =
        Files.isRegularFile(path) ? Files.newInputStream(path) : new FileInputStream(path.toFile());
    return PackedText.unpacked(this, content, place().endsWith(PACKED));
  }

  /** SHA-256 of the content, unpacked. */
  public String sha256() throws IOException {
    try (InputStream content = open()) {
      return ContentHash.sha256(content);
    }
  }
}
