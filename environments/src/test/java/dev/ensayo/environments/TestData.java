package dev.ensayo.environments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ensayo.core.data.DataFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the public data sets are: {@code ENSAYO_DATA}, else {@code ../shared/data}. */
public final class TestData {
  private TestData() {}

  private static Path root() {
    String given = System.getenv(DataFolders.VARIABLE);
    String project = System.getProperty("ensayo.root", "..");
    return given == null
        ? Path.of(project).toAbsolutePath().resolve("../shared/data").normalize()
        : Path.of(given);
  }

  /** The folders to search; the test is skipped if a file is not there. */
  public static DataFolders with(String file) {
    Path root = root();
    assumeTrue(
        Files.exists(root.resolve(file)),
        "no " + file + " in " + root + "; ENSAYO_DATA may name the folder");
    return new DataFolders(List.of(root), root);
  }

  /** A file or folder below; the test is skipped if it is not there. */
  public static Path path(String below) {
    return with(below).searched().get(0).resolve(below);
  }
}
