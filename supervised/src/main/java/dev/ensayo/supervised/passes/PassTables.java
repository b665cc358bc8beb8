package dev.ensayo.supervised.passes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.ExplainedPass;
import dev.ensayo.backend.pass.LayerPass;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One forward and one backward pass of one example in tables: of each unit z, g(z) and δ; of each
 * weight its gradient beside the difference quotient (Rumelhart, Hinton and Williams, "Learning
 * representations by back-propagating errors", 1986).
 */
public final class PassTables {
  /** The most weights and biases of a network that is told in numbers. */
  public static final int MOST_PARAMETERS = 100;

  private final SmallNetwork network;
  private final int example;
  private final ExplainedPass pass;

  /**
   * @param example its number, from 1
   * @throws InvalidSettingException for {@code example} if there is none, or for the network if it
   *     is too large
   */
  public PassTables(SmallNetwork network, int example) {
    checkSize(network.chain().parameterCount());
    if (example < 1 || example > network.examples().size()) {
      throw new InvalidSettingException(
          "example",
          "must be a number from 1 to " + network.examples().size() + ", not " + example);
    }
    this.network = network;
    this.example = example - 1;
    this.pass =
        network
            .chain()
            .explain(
                network.input(this.example),
                network.question().targets(this.example),
                network.question().loss());
  }

  /**
   * Checks that a network can be looked through.
   *
   * @throws InvalidSettingException if it cannot, with the limit
   */
  public static void checkSize(int parameters) {
    if (parameters > MOST_PARAMETERS) {
      throw new InvalidSettingException(
          "",
          "a network of at most "
              + MOST_PARAMETERS
              + " weights and biases can be told in numbers, and this one has "
              + parameters);
    }
  }

  /** The passes in numbers. */
  public ExplainedPass pass() {
    return pass;
  }

  /** Both tables. */
  public List<Exhibit.Table> all() {
    return ImmutableList.of(units(), weights());
  }

  private Exhibit.Table units() {
    List<List<String>> rows = new ArrayList<>();
    double[] input = network.input(example);
    for (int i = 0; i < input.length; i++) {
      rows.add(List.of(network.inputs().get(i), "–", PassNumbers.text(input[i]), "–", "–", "–"));
    }
    double[] targets = network.question().targets(example);
    for (int layer = 0; layer < pass.layers().size(); layer++) {
      LayerPass of = pass.layers().get(layer);
      boolean isLast = layer == pass.layers().size() - 1;
      for (int unit = 0; unit < of.sums().length; unit++) {
        rows.add(
            List.of(
                z(layer, unit),
                PassNumbers.text(of.sums()[unit]),
                PassNumbers.text(of.outputs()[unit]),
                of.function(),
                isLast ? PassNumbers.text(targets[unit]) : "–",
                PassNumbers.text(of.deltas()[unit])));
      }
    }
    rows.add(List.of("L", "–", PassNumbers.text(pass.loss()), "–", "–", "–"));
    return new Exhibit.Table(
        "pass-units",
        "Forward and back: the units",
        "Example "
            + (example + 1)
            + " of the training part: forward z = Σ w·x + b and g(z), from the inputs on; back δ ="
            + " ∂L/∂z, from the outputs on. L is its loss.",
        List.of("unit", "z", "g(z)", "g", "target", "δ = ∂L/∂z"),
        rows);
  }

  private Exhibit.Table weights() {
    List<List<String>> rows = new ArrayList<>();
    for (int layer = 0; layer < pass.layers().size(); layer++) {
      LayerPass of = pass.layers().get(layer);
      for (int unit = 0; unit < of.sums().length; unit++) {
        String to = z(layer, unit);
        for (int i = 0; i < of.inputs().length; i++) {
          rows.add(
              row(
                  (layer == 0 ? network.inputs().get(i) : "g(" + z(layer - 1, i) + ")")
                      + " → "
                      + to,
                  of.weights()[unit][i],
                  of.inputs()[i],
                  of.weightGradients()[unit][i],
                  of.weightQuotients()[unit][i]));
        }
        rows.add(
            row(
                "1 → " + to,
                of.biases()[unit],
                1,
                of.biasGradients()[unit],
                of.biasQuotients()[unit]));
      }
    }
    String deviation = String.format(Locale.ROOT, "%.1e", pass.largestDeviation());
    rows.add(List.of("largest deviation", "–", "–", "–", deviation));
    return new Exhibit.Table(
        "pass-weights",
        "Forward and back: the weights",
        "Of the same example: the gradient of a weight is what it multiplies times the δ where it"
            + " leads; a bias multiplies 1. The difference quotients are (L(w + h) − L(w − h)) / 2h,"
            + " from the forward pass alone.",
        List.of("from → to", "w", "multiplies", "∂L/∂w", "difference quotient"),
        rows);
  }

  private String z(int layer, int unit) {
    return "z" + network.place(layer, unit);
  }

  private static List<String> row(
      String name, double weight, double input, double gradient, double quotient) {
    return List.of(
        name,
        PassNumbers.text(weight),
        PassNumbers.text(input),
        PassNumbers.text(gradient),
        PassNumbers.text(quotient));
  }
}
