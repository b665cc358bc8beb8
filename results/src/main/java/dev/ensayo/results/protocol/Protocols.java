package dev.ensayo.results.protocol;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The published results that an installation knows. */
public final class Protocols {
  private static final String HOME = "ensayo.home";
  private static final String SUFFIX = ".yaml";

  private Protocols() {}

  /** Those in {@code experiments/protocols} of this installation, by the names of their files. */
  public static ImmutableList<Protocol> ofInstallation() {
    String home = System.getProperty(HOME, "");
    return home.isEmpty()
        ? ImmutableList.of()
        : in(Path.of(home).resolve("experiments").resolve("protocols"));
  }

  /**
   * Those of a folder; none where there is no such folder.
   *
   * @throws dev.ensayo.core.config.ConfigException if a file is none
   */
  static ImmutableList<Protocol> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return ImmutableList.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(Protocol::read)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
