package dev.ensayo.embeddings;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Files made by {@code make_gensim_fixtures.py}. */
public final class Fixtures {
  private Fixtures() {}

  public static Path file(String name) {
    try {
      return Path.of(Fixtures.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
