package dev.ensayo.environments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the recorded trajectories are: the system property {@code ensayo.oracles}, by default
 * {@code ../shared/oracles}; relative paths start at the root of the checkout.
 */
public final class OracleFolder {
  private static final String ENDING = ".jsonl.gz";

  private OracleFolder() {}

  /** The folder; without one the calling test is skipped. */
  public static Path find() {
    Path module = Path.of("").toAbsolutePath();
    String rootProperty = System.getProperty("ensayo.root");
    Path root = rootProperty == null ? module.getParent() : Path.of(rootProperty);
    Path folder =
        root.resolve(System.getProperty("ensayo.oracles", "../shared/oracles")).normalize();
    assumeTrue(
        Files.isDirectory(folder),
        "no oracles at " + folder + "; point the system property ensayo.oracles at them");
    return folder;
  }

  /** The recordings directly in a folder below {@link #find}, in the order of their names. */
  public static List<Path> files(String below) {
    Path folder = find().resolve(below);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(OracleFolder::isRecording).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRecording(Path file) {
    return file.getFileName().toString().endsWith(ENDING);
  }
}
