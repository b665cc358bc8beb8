package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NestedSettingsTest {
  private interface Marked {}

  private record Leaf(@Setting("a number") int number) implements Marked {}

  private record Level(@Setting("a leaf") Leaf leaf) {}

  private record Root(
      @Setting("one") Leaf one,
      @Setting("perhaps") Optional<Leaf> perhaps,
      @Setting("not") Optional<Leaf> not,
      @Setting("several") List<Leaf> several,
      @Setting("named") Map<String, Leaf> named,
      @Unwrapped Level level)
      implements Marked {}

  @Test
  void allAreFoundWhereTheyAreWritten() {
    Root root =
        new Root(
            new Leaf(1),
            Optional.of(new Leaf(2)),
            Optional.empty(),
            List.of(new Leaf(3), new Leaf(4)),
            Map.of("x", new Leaf(5)),
            new Level(new Leaf(6)));

    assertThat(NestedSettings.of(root, "agent", Marked.class))
        .containsExactly(
            Map.entry("agent", root),
            Map.entry("agent.one", new Leaf(1)),
            Map.entry("agent.perhaps", new Leaf(2)),
            Map.entry("agent.several.0", new Leaf(3)),
            Map.entry("agent.several.1", new Leaf(4)),
            Map.entry("agent.named.x", new Leaf(5)),
            Map.entry("agent.leaf", new Leaf(6)));
  }
}
