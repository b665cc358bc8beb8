package dev.ensayo.environments;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names the recordings of families that have no environments here, so that none is forgotten. */
class OtherOraclesTest {
  private static final Set<Path> COMPARED_ELSEWHERE =
      Set.of(
          Path.of("classic_control"),
          Path.of("toy_text", "tables"),
          Path.of("toy_text", "rollouts"));

  @TestFactory
  Stream<DynamicTest> notYetCompared() throws IOException {
    Path folder = OracleFolder.find();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> others =
          files
              .filter(OracleFolder::isRecording)
              .map(folder::relativize)
              .filter(
                  file ->
                      file.getParent() == null || !COMPARED_ELSEWHERE.contains(file.getParent()))
              .sorted()
              .toList();
      return others.stream()
          .map(
              file ->
                  dynamicTest(
                      file.toString(),
                      () -> abort("there is no environment for " + file + " yet")));
    }
  }
}
