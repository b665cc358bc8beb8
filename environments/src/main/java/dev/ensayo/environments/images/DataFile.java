package dev.ensayo.environments.images;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.ContentHash;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that is read from its beginning to its end, unpacked where its name ends in {@code .gz}.
 *
 * @param path where it lies
 */
record DataFile(Path path) {
  private static final String PACKED = ".gz";
  private static final int BUFFER = 1 << 16;

  /** The file or, where it is not there, the packed one of that name. */
  static DataFile of(Path path) {
    Path packed = path.resolveSibling(path.getFileName() + PACKED);
    return new DataFile(!Files.exists(path) && Files.exists(packed) ? packed : path);
  }

  boolean exists() {
    return Files.isRegularFile(path);
  }

  String name() {
    return path.getFileName().toString();
  }

  /** With its folder, as in {@code mnist/train-images-idx3-ubyte.gz}. */
  String place() {
    Path folder = path.toAbsolutePath().getParent();
    Path above = folder == null ? null : folder.getFileName();
    return above == null ? name() : above + "/" + name();
  }

  boolean isPacked() {
    return name().endsWith(PACKED);
  }

  /** Reads something. */
  interface Reading<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Reads the file.
   *
   * @throws InvalidSettingException naming the file, if it cannot be read or ends too early
   */
  <T> T read(Reading<T> reading) {
    try (InputStream file = Files.newInputStream(path);
        InputStream in =
            isPacked()
                ? new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER)
                : new BufferedInputStream(file, BUFFER)) {
      return reading.read(in);
    } catch (ZipException e) {
      throw wrong("it is no gzip file, or a damaged one: " + e.getMessage());
    } catch (EOFException e) {
      throw wrong("it ends too early" + (e.getMessage() == null ? "" : ": " + e.getMessage()));
    } catch (IOException e) {
      throw wrong("it cannot be read: " + e);
    }
  }

  /** Hexadecimal, of the file as it lies there. */
  String sha256() {
    try (InputStream in = Files.newInputStream(path)) {
      return ContentHash.sha256(in);
    } catch (IOException e) {
      throw wrong("it cannot be read: " + e);
    }
  }

  InvalidSettingException wrong(String message) {
    return new InvalidSettingException("source", path + ": " + message);
  }
}
