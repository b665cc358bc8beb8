package dev.ensayo.supervised.passes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.examples.Examples;
import java.util.List;

/**
 * A network of dense layers and the examples that it is shown on.
 *
 * @param chain the network
 * @param examples of one part
 * @param inputs a name for each input
 * @param question about the examples
 */
public record SmallNetwork(
    DenseChain chain, Examples examples, List<String> inputs, Question question) {
  public SmallNetwork {
    inputs = ImmutableList.copyOf(inputs);
  }

  /** One example, {@code [F]}. */
  double[] input(int example) {
    float[] read = new float[inputs.size()];
    examples.read(example, read, 0);
    double[] input = new double[read.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = read[i];
    }
    return input;
  }

  /** Whether a unit is the only one of the network. */
  private boolean isNeuron() {
    return chain.widths().size() == 2 && chain.widths().get(1) == 1;
  }

  /** What stands behind a letter: unit and layer, from 1; nothing for a single neuron. */
  String place(int layer, int unit) {
    return isNeuron() ? "" : subscript(unit + 1) + "⁽" + superscript(layer + 1) + "⁾";
  }

  private static String subscript(int number) {
    return shifted(number, "₀₁₂₃₄₅₆₇₈₉");
  }

  private static String superscript(int number) {
    return shifted(number, "⁰¹²³⁴⁵⁶⁷⁸⁹");
  }

  static String shifted(int number, String digits) {
    StringBuilder text = new StringBuilder();
    Integer.toString(number).chars().forEach(digit -> text.append(digits.charAt(digit - '0')));
    return text.toString();
  }
}
