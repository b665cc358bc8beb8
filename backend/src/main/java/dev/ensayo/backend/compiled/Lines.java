package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.LinesFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;

/**
 * Chooses the networks whose images lie line by line: those from images to an image, all of whose
 * blocks can. They have many pixels of few channels, of which a product takes a line at once. Other
 * networks stay as they are, for how numbers lie decides the last bits of their sums.
 */
final class Lines {
  private Lines() {}

  /**
   * The same network with that chosen.
   *
   * @param boundary a value that is read from outside, pixel by pixel; null for none
   */
  static Blueprint chosen(Blueprint blueprint, String boundary) {
    if (boundary != null || !suits(blueprint)) {
      return blueprint;
    }
    ImmutableList<Node> nodes =
        blueprint.nodes().stream()
            .map(node -> node.with(ImageLayout.LINES))
            .collect(ImmutableList.toImmutableList());
    return new Blueprint(blueprint.inputs(), nodes, blueprint.outputs(), blueprint.steps());
  }

  /** Whether there is an image at the end, and nothing but images after the inputs. */
  private static boolean suits(Blueprint blueprint) {
    Set<String> inputs = new HashSet<>();
    blueprint.inputs().forEach(input -> inputs.add(input.value()));
    boolean toImage =
        blueprint.nodes().stream()
            .anyMatch(
                node ->
                    node.layer() != null
                        && node.layer().configuration().getLayer() instanceof CnnLossLayer);
    return toImage
        && blueprint.nodes().stream()
            .allMatch(
                node ->
                    LinesFactory.canTakeLines(node)
                        && node.layout() == ImageLayout.PIXELS
                        && node.reads().stream().noneMatch(inputs::contains) != rearranges(node));
  }

  private static boolean rearranges(Node node) {
    return PlanesFactory.useOf(node) == PlanesFactory.Use.WRITES;
  }
}
