package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import dev.ensayo.backend.compiled.node.PlanesFactory.Use;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which images of a network lie as planes: those whose writer and readers all can. Nothing
 * then stands between a convolution and the dense layers after it, for planes are what their
 * products read: nodes that would make rows of them fall away.
 */
final class Planes {
  private final Blueprint blueprint;
  private final ImmutableListMultimap<String, Node> readers;
  private final Set<String> kept = new HashSet<>();
  private final Set<String> planes = new HashSet<>();

  private Planes(Blueprint blueprint, String boundary) {
    this.blueprint = blueprint;
    ImmutableListMultimap.Builder<String, Node> all = ImmutableListMultimap.builder();
    for (Node node : blueprint.nodes()) {
      node.reads().forEach(value -> all.put(value, node));
    }
    readers = all.build();
    blueprint.outputs().forEach(output -> kept.add(output.value()));
    kept.add(boundary);
  }

  /**
   * The same network with that chosen.
   *
   * @param boundary a value that is read from outside, pixel by pixel; null for none
   */
  static Blueprint chosen(Blueprint blueprint, String boundary) {
    return new Planes(blueprint, boundary).choose();
  }

  private Blueprint choose() {
    for (Node node : blueprint.nodes()) {
      Use use = PlanesFactory.useOf(node);
      if ((use == Use.WRITES || use == Use.KEEPS) && !kept.contains(node.value())) {
        planes.add(node.value());
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : blueprint.nodes()) {
        if (planes.contains(node.value()) && !canStay(node)) {
          planes.remove(node.value());
          changed = true;
        }
      }
    }
    return planes.isEmpty() ? blueprint : rewritten();
  }

  private boolean canStay(Node node) {
    boolean reads = PlanesFactory.useOf(node) != Use.KEEPS || planes.contains(node.reads().get(0));
    return reads
        && !readers.get(node.value()).isEmpty()
        && readers.get(node.value()).stream().allMatch(this::takesPlanes);
  }

  private boolean takesPlanes(Node reader) {
    return switch (PlanesFactory.useOf(reader)) {
      case KEEPS -> planes.contains(reader.value());
      case FLATTENS -> fallsAway(reader);
      case NONE, WRITES, READS -> false;
    };
  }

  private boolean fallsAway(Node flattening) {
    return !kept.contains(flattening.value())
        && readers.get(flattening.value()).stream()
            .allMatch(reader -> PlanesFactory.useOf(reader) == Use.READS);
  }

  private Blueprint rewritten() {
    Map<String, String> names = new HashMap<>();
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (Node node : blueprint.nodes()) {
      if (PlanesFactory.useOf(node) == Use.FLATTENS && planes.contains(node.reads().get(0))) {
        names.put(node.value(), node.reads().get(0));
        continue;
      }
      ImmutableList<String> reads =
          node.reads().stream()
              .map(name -> names.getOrDefault(name, name))
              .collect(ImmutableList.toImmutableList());
      nodes.add(
          new Node(
              node.value(),
              reads,
              node.layer(),
              node.owner(),
              node.factory(),
              planes.contains(node.value()) ? ImageLayout.PLANES : node.layout()));
    }
    return new Blueprint(blueprint.inputs(), nodes.build(), blueprint.outputs(), blueprint.steps());
  }
}
