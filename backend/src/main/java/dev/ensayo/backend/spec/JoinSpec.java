package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/**
 * A node of a {@link GraphSpec} that makes one value of several.
 *
 * @param kind how
 * @param activation function of each number of the result
 */
public record JoinSpec(Kind kind, Activation activation) implements NodeSpec {
  /** How values are joined. All but {@link #MERGE} work number by number on equal shapes. */
  public enum Kind {
    /** x₁ + x₂ + …. */
    ADD,
    /** x₁ − x₂. */
    SUBTRACT,
    /** x₁·x₂·…. */
    PRODUCT,
    /** (x₁ + … + xₙ)/n. */
    AVERAGE,
    /** The largest of x₁, x₂, …. */
    MAX,
    /** Vectors one after the other; images of equal height and width channel after channel. */
    MERGE
  }

  public JoinSpec {
    Objects.requireNonNull(kind, "kind");
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax belongs to the output layer");
    }
  }

  /** A join without a function after it. */
  static JoinSpec of(Kind kind) {
    return new JoinSpec(kind, Activation.IDENTITY);
  }

  /** The shape of the result, if such inputs can be joined. */
  public List<Integer> outputShape(List<List<Integer>> inputs) {
    if (inputs.size() < 2) {
      throw new InvalidSettingException("inputs", "a join needs at least two");
    }
    if (kind == Kind.SUBTRACT && inputs.size() > 2) {
      throw new InvalidSettingException("inputs", "subtract takes two, not " + inputs.size());
    }
    List<Integer> first = inputs.get(0);
    int channels = first.get(0);
    for (List<Integer> input : inputs.subList(1, inputs.size())) {
      boolean fits =
          kind == Kind.MERGE
              ? input.size() == first.size()
                  && input.subList(1, input.size()).equals(first.subList(1, first.size()))
              : input.equals(first);
      if (!fits) {
        throw new InvalidSettingException(
            "inputs", "shapes " + first + " and " + input + " cannot be joined by " + name());
      }
      channels += input.get(0);
    }
    if (kind != Kind.MERGE) {
      return first;
    }
    return ImmutableList.<Integer>builder()
        .add(channels)
        .addAll(first.subList(1, first.size()))
        .build();
  }

  /** The vertex, without the function after it. */
  public GraphVertex vertex() {
    return switch (kind) {
      case ADD -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
      case SUBTRACT -> new ElementWiseVertex(ElementWiseVertex.Op.Subtract);
      case PRODUCT -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
      case AVERAGE -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
      case MAX -> new ElementWiseVertex(ElementWiseVertex.Op.Max);
      case MERGE -> new MergeVertex();
    };
  }

  private String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
