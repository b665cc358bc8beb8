package dev.ensayo.environments;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every recording is of a family that is compared, so that none is forgotten. */
class OtherOraclesTest {
  private static final Set<Path> COMPARED_ELSEWHERE =
      Set.of(
          Path.of("classic_control"),
          Path.of("minatar"),
          Path.of("minigrid"),
          Path.of("toy_text"),
          Path.of("toy_text", "tables"),
          Path.of("toy_text", "rollouts"));

  @TestFactory
  Stream<DynamicNode> noneIsLeftOut() {
    return OracleFolder.testsOf(
        file -> file.getParent() == null || !COMPARED_ELSEWHERE.contains(file.getParent()),
        file -> dynamicTest(file.getFileName().toString(), () -> fail("nothing compares " + file)));
  }
}
