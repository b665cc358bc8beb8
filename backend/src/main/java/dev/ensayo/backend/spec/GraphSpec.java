package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A network whose layers form a directed acyclic graph, and how it is trained; {@code Models} makes
 * a model of it. Several inputs and several outputs are possible; the loss of a step is the sum
 * over the outputs of the mean over the batch.
 *
 * <p>A {@link NetworkSpec} can hold residual blocks and a dueling output too and is less to write.
 *
 * @param inputs their shapes by name, in order: {@code [F]} or {@code [C, H, W]}
 * @param nodes each after those it reads
 * @param outputs the loss by the name of each output node, in order, whose spec is an {@link
 *     OutputSpec}
 * @param lossTerms what the losses are told, by the name of the output; those left out have none
 *     layers and nothing reads them
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 */
public record GraphSpec(
    Map<String, List<Integer>> inputs,
    List<Node> nodes,
    Map<String, Loss> outputs,
    Map<String, LossTerms> lossTerms,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping) {
  /**
   * One node.
   *
   * @param name letters, digits, {@code .}, {@code _} and {@code -}; unique, of inputs as well
   * @param spec what it does
   * @param inputs names of nodes or inputs it reads
   */
  public record Node(String name, NodeSpec spec, List<String> inputs) {
    public Node {
      Objects.requireNonNull(spec, "spec");
      inputs = ImmutableList.copyOf(inputs);
    }
  }

  public GraphSpec {
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    inputs = ImmutableMap.copyOf(inputs);
    nodes = ImmutableList.copyOf(nodes);
    outputs = ImmutableMap.copyOf(outputs);
    NetworkSpec.checkPenalty(updater, regularization);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new InvalidSettingException(
          inputs.isEmpty() ? "inputs" : "outputs", "a graph needs at least one");
    }
    for (Map.Entry<String, List<Integer>> input : inputs.entrySet()) {
      NetworkSpec.checkShape("inputs." + input.getKey(), input.getValue());
    }
    lossTerms = ImmutableMap.copyOf(lossTerms);
    Map<String, List<Integer>> shapes = shapes(inputs, nodes, outputs);
    checkReaders(inputs, nodes, outputs);
    checkTerms(lossTerms, outputs, shapes);
  }

  private static void checkTerms(
      Map<String, LossTerms> lossTerms,
      Map<String, Loss> outputs,
      Map<String, List<Integer>> shapes) {
    lossTerms.forEach(
        (name, terms) -> {
          if (!outputs.containsKey(name)) {
            throw new InvalidSettingException("lossTerms." + name, "there is no such output");
          }
          NetworkSpec.checkTerms(terms, outputs.get(name), shapes.get(name).get(0));
        });
  }

  /** The graph of a sequential network: nodes {@code layer0}, {@code layer1}, …. */
  public static GraphSpec of(NetworkSpec spec) {
    if (!spec.ties().isEmpty()) {
      throw new InvalidSettingException("ties", "belong to a chain of layers, not to a graph");
    }
    Builder graph = builder().input("input", spec.inputShape());
    String before = "input";
    int last = spec.layers().size() - 1;
    for (int i = 0; i < last; i++) {
      graph.layer("layer" + i, spec.layers().get(i), before);
      before = "layer" + i;
    }
    return graph
        .output("layer" + last, spec.layers().get(last), spec.loss(), spec.lossTerms(), before)
        .build(spec.updater(), spec.regularization(), spec.clipping());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The shape of every input's and node's value by name. */
  public Map<String, List<Integer>> shapes() {
    return shapes(inputs, nodes, outputs);
  }

  private static Map<String, List<Integer>> shapes(
      Map<String, List<Integer>> inputs, List<Node> nodes, Map<String, Loss> outputs) {
    Map<String, List<Integer>> shapes = new HashMap<>(inputs);
    for (Node node : nodes) {
      String key = "nodes." + node.name();
      if (!node.name().matches("[A-Za-z0-9._-]+")) {
        throw new InvalidSettingException(key, "a name is letters, digits, '.', '_' and '-'");
      }
      List<List<Integer>> entering = new ArrayList<>();
      for (String input : node.inputs()) {
        if (!shapes.containsKey(input)) {
          throw new InvalidSettingException(
              key + ".inputs", "'" + input + "' is no input and no node before this one");
        }
        entering.add(shapes.get(input));
      }
      List<Integer> shape;
      try {
        shape = shape(node, entering, outputs.get(node.name()));
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException(key + "." + e.key(), e.getMessage());
      }
      if (shapes.put(node.name(), shape) != null) {
        throw new InvalidSettingException(key, "there are two of this name");
      }
    }
    return shapes;
  }

  private static List<Integer> shape(Node node, List<List<Integer>> entering, Loss loss) {
    if (node.spec() instanceof JoinSpec join) {
      return join.outputShape(entering);
    }
    LayerSpec layer = (LayerSpec) node.spec();
    if (entering.size() != 1) {
      throw new InvalidSettingException("inputs", "a layer has one, not " + entering.size());
    }
    NetworkSpec.checkLayer(layer, loss);
    return layer.outputShape(entering.get(0));
  }

  private static void checkReaders(
      Map<String, List<Integer>> inputs, List<Node> nodes, Map<String, Loss> outputs) {
    Set<String> read = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      read.addAll(node.inputs());
      names.add(node.name());
    }
    for (String input : inputs.keySet()) {
      if (!read.contains(input)) {
        throw new InvalidSettingException("inputs." + input, "no node reads it");
      }
    }
    for (String output : outputs.keySet()) {
      if (!names.contains(output)) {
        throw new InvalidSettingException("outputs." + output, "there is no such node");
      }
      if (read.contains(output)) {
        throw new InvalidSettingException("outputs." + output, "no node may read an output");
      }
    }
    for (Node node : nodes) {
      if (!read.contains(node.name()) && !outputs.containsKey(node.name())) {
        throw new InvalidSettingException(
            "nodes." + node.name(), "no node reads it, and it is no output");
      }
      if (outputs.containsKey(node.name()) && node.spec() instanceof JoinSpec) {
        throw new InvalidSettingException(
            "outputs." + node.name(), "an output is a layer, " + NetworkSpec.possibleOutputs());
      }
    }
  }

  /** Collects nodes in order. */
  public static final class Builder {
    private final Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Loss> outputs = new LinkedHashMap<>();
    private final Map<String, LossTerms> lossTerms = new LinkedHashMap<>();

    private Builder() {}

    /**
     * An input.
     *
     * @param shape {@code [F]} or {@code [C, H, W]}
     */
    public Builder input(String name, List<Integer> shape) {
      if (inputs.put(name, ImmutableList.copyOf(shape)) != null) {
        throw new InvalidSettingException("inputs." + name, "there are two of this name");
      }
      return this;
    }

    /** A layer that reads one value. */
    public Builder layer(String name, LayerSpec layer, String input) {
      nodes.add(new Node(name, layer, List.of(input)));
      return this;
    }

    /** A join of values. */
    public Builder join(String name, JoinSpec.Kind kind, String... joined) {
      return join(name, kind, Activation.IDENTITY, joined);
    }

    /** A join of values with a function after it. */
    public Builder join(String name, JoinSpec.Kind kind, Activation activation, String... joined) {
      nodes.add(new Node(name, new JoinSpec(kind, activation), List.of(joined)));
      return this;
    }

    /** An output layer with its loss. */
    public Builder output(String name, LayerSpec layer, Loss loss, String input) {
      return output(name, layer, loss, LossTerms.none(), input);
    }

    /** An output layer with its loss and what that is told. */
    public Builder output(String name, LayerSpec layer, Loss loss, LossTerms terms, String input) {
      layer(name, layer, input);
      lossTerms.put(name, terms);
      if (outputs.put(name, loss) != null) {
        throw new InvalidSettingException("outputs." + name, "there are two of this name");
      }
      return this;
    }

    public GraphSpec build(
        UpdaterSpec updater, Regularization regularization, GradientClipping clipping) {
      return new GraphSpec(inputs, nodes, outputs, lossTerms, updater, regularization, clipping);
    }
  }
}
