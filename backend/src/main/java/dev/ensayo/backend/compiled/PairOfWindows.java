package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Side;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each node of a network with two inputs the window that it works on: the second input's, if
 * it depends on that at all; else the first's.
 */
final class PairOfWindows {
  private PairOfWindows() {}

  static Blueprint of(Blueprint blueprint) {
    Map<String, Side> sides = new HashMap<>();
    sides.put(blueprint.inputs().get(0).value(), Side.SOURCE);
    sides.put(blueprint.inputs().get(1).value(), Side.TARGET);
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (Node node : blueprint.nodes()) {
      boolean written = node.reads().stream().anyMatch(read -> sides.get(read) == Side.TARGET);
      Side side = written ? Side.TARGET : Side.SOURCE;
      sides.put(node.value(), side);
      nodes.add(sided(node, side));
    }
    return new Blueprint(blueprint.inputs(), nodes.build(), blueprint.outputs(), blueprint.steps());
  }

  private static Node sided(Node node, Side side) {
    BlockFactory factory = context -> new SidedBlock(node.factory().create(context), side);
    return new Node(node.value(), node.reads(), node.layer(), node.owner(), factory, node.layout());
  }
}
