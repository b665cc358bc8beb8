package dev.ensayo.environments.text;

import dev.ensayo.core.data.ContentHash;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of text, packed where its name ends with {@code .gz}.
 *
 * @param path where it lies
 * @param name how the manifest calls it, without {@code .gz}
 * @param expectedSha256 of its content, where it belongs to a data set; else empty
 */
record TextFile(Path path, String name, String expectedSha256) {
  private static final String PACKED = ".gz";
  private static final int BUFFER = 1 << 16;

  TextFile {
    name = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
  }

  /** A file that belongs to no data set. */
  TextFile(Path path, String name) {
    this(path, name, "");
  }

  /** The content, unpacked. */
  InputStream open() throws IOException {
    InputStream file = Files.newInputStream(path);
    if (!path.toString().endsWith(PACKED)) {
      return file;
    }
    try {
      return new Unpacked(new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER));
    } catch (EOFException | ZipException e) {
      file.close();
      throw BrokenTextException.notPacked(this, e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Says which file is damaged. */
  private final class Unpacked extends FilterInputStream {
    Unpacked(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (EOFException | ZipException e) {
        throw BrokenTextException.notPacked(TextFile.this, e);
      }
    }
  }

  /** SHA-256 of the content, unpacked. */
  String sha256() throws IOException {
    try (InputStream content = open()) {
      return ContentHash.sha256(content);
    }
  }
}
