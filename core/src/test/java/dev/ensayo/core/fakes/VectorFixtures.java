package dev.ensayo.core.fakes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of word vectors that other programs wrote, for tests of all modules. */
public final class VectorFixtures {
  private static final String BESIDE = "/dev/ensayo/core/vectors/";

  private VectorFixtures() {}

  /** A copy of a file such as {@code foreign/glove.txt}, with its name. */
  public static Path file(String name) {
    try (InputStream in = VectorFixtures.class.getResourceAsStream(BESIDE + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + name + " among the fixtures");
      }
      Path folder = Files.createTempDirectory("vectors");
      Path file = folder.resolve(Path.of(name).getFileName());
      Files.copy(in, file);
      file.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
