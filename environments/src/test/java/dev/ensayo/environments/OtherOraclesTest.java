package dev.ensayo.environments;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Names the recordings of families that have no environments here, so that none is forgotten. */
class OtherOraclesTest {
  private static final Set<Path> COMPARED_ELSEWHERE =
      Set.of(
          Path.of("classic_control"),
          Path.of("minatar"),
          Path.of("toy_text"),
          Path.of("toy_text", "tables"),
          Path.of("toy_text", "rollouts"));

  @TestFactory
  Stream<DynamicNode> notYetCompared() {
    return OracleFolder.testsOf(
        file -> file.getParent() == null || !COMPARED_ELSEWHERE.contains(file.getParent()),
        file ->
            dynamicTest(
                file.getFileName().toString(),
                () -> abort("there is no environment for " + file.getFileName() + " yet")));
  }
}
