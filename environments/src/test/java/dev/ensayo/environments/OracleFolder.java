package dev.ensayo.environments;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Where the recorded trajectories are: the system property {@code ensayo.oracles}, by default
 * {@code ../shared/oracles}; relative paths start at the root of the checkout.
 */
public final class OracleFolder {
  private static final String ENDING = ".jsonl.gz";

  private OracleFolder() {}

  private static Path find() {
    Path module = Path.of("").toAbsolutePath();
    String rootProperty = System.getProperty("ensayo.root");
    Path root = rootProperty == null ? module.getParent() : Path.of(rootProperty);
    return root.resolve(System.getProperty("ensayo.oracles", "../shared/oracles")).normalize();
  }

  /**
   * A test for each recording directly in a folder, in the order of their names; without any
   * oracles one that is skipped and says so.
   *
   * @param below such as {@code toy_text/tables}
   */
  public static Stream<DynamicNode> testsOf(String below, Function<Path, DynamicNode> test) {
    return testsOf(
        file -> file.getParent() != null && file.getParent().equals(Path.of(below)), test);
  }

  /**
   * A test for each recording that is chosen.
   *
   * @param choice of paths relative to the folder of all oracles
   */
  static Stream<DynamicNode> testsOf(Predicate<Path> choice, Function<Path, DynamicNode> test) {
    Path folder = find();
    if (!Files.isDirectory(folder)) {
      // A skipped factory leaves no trace in Maven's reports, a skipped test does.
      String message =
          "no oracles at " + folder + "; point the system property ensayo.oracles at them";
      return Stream.of(dynamicTest(message, () -> abort(message)));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> chosen =
          files
              .filter(OracleFolder::isRecording)
              .filter(file -> choice.test(folder.relativize(file)))
              .sorted()
              .toList();
      return chosen.stream().map(test);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRecording(Path file) {
    return file.getFileName().toString().endsWith(ENDING);
  }
}
