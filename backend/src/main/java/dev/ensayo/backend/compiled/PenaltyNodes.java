package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.recurrent.ActivationPenaltyBlock;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * Puts {@link ActivationPenaltyBlock}s behind the last recurrent layer of a network: that of what
 * changes from step to step sees its output as it is, that of its size what dropout leaves of it.
 */
final class PenaltyNodes {
  private final Blueprint blueprint;
  private final List<Node> nodes;

  private PenaltyNodes(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.nodes = new ArrayList<>(blueprint.nodes());
  }

  /** The same network with the penalties, if there are any. */
  static Blueprint added(Blueprint blueprint, WindowRegularization regularization) {
    if (regularization.activation() == 0 && regularization.temporal() == 0) {
      return blueprint;
    }
    return new PenaltyNodes(blueprint).add(regularization);
  }

  private Blueprint add(WindowRegularization regularization) {
    int last = lastRecurrent();
    if (nodes.get(last + 1).value().endsWith(LayerNodes.DROPPED)) {
      insertAfter(last + 1, regularization.activation(), 0);
      insertAfter(last, 0, regularization.temporal());
    } else {
      insertAfter(last, regularization.activation(), regularization.temporal());
    }
    return new Blueprint(
        blueprint.inputs(), ImmutableList.copyOf(nodes), blueprint.outputs(), blueprint.steps());
  }

  /** Where the layer computes, which other nodes of the layer may stand before and after. */
  private int lastRecurrent() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.layer() != null
          && node.layer().configuration().getLayer() instanceof BaseRecurrentLayer
          && !node.reads().get(0).endsWith(LayerNodes.EVERY_STEP)) {
        return i;
      }
    }
    throw Unsupported.inLayer("the network", "penalty without a recurrent layer");
  }

  private void insertAfter(int position, double activation, double temporal) {
    if (activation == 0 && temporal == 0) {
      return;
    }
    Node before = nodes.get(position);
    String value = before.value() + " (penalized)";
    for (int i = position + 1; i < nodes.size(); i++) {
      Node reader = nodes.get(i);
      nodes.set(
          i,
          new Node(
              reader.value(),
              reader.reads().stream()
                  .map(read -> read.equals(before.value()) ? value : read)
                  .collect(ImmutableList.toImmutableList()),
              reader.layer(),
              reader.owner(),
              reader.factory(),
              reader.layout()));
    }
    nodes.add(
        position + 1,
        Node.of(
            before.layer(),
            value,
            ImmutableList.of(before.value()),
            context -> new ActivationPenaltyBlock(context, activation, temporal)));
  }
}
