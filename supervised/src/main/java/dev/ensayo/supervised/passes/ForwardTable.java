package dev.ensayo.supervised.passes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forward pass of a few examples as a table: inputs, z and g(z) of each unit, the answer. */
public final class ForwardTable {
  private static final int MOST_EXAMPLES = 16;
  private static final int MOST_INPUTS = 4;
  private static final int MOST_UNITS = 6;

  private ForwardTable() {}

  /** The table; empty where the examples, inputs or units are too many to be looked through. */
  public static Optional<Exhibit> of(SmallNetwork network) {
    ImmutableList<Integer> widths = network.chain().widths();
    int units = widths.stream().mapToInt(Integer::intValue).sum() - widths.get(0);
    if (network.examples().size() > MOST_EXAMPLES
        || widths.get(0) > MOST_INPUTS
        || units > MOST_UNITS) {
      return Optional.empty();
    }
    return Optional.of(
        new Exhibit.Table(
            "forward-pass",
            "The forward pass",
            "What each example of the training part becomes on its way through the network: z is"
                + " the weighted sum with the bias, g(z) what the unit makes of it.",
            header(network),
            rows(network)));
  }

  private static List<String> header(SmallNetwork network) {
    List<String> header = new ArrayList<>(network.inputs());
    ImmutableList<Integer> widths = network.chain().widths();
    for (int layer = 0; layer + 1 < widths.size(); layer++) {
      for (int unit = 0; unit < widths.get(layer + 1); unit++) {
        String z = "z" + network.place(layer, unit);
        header.add(z);
        header.add("g(" + z + ")");
      }
    }
    header.add("answer");
    header.add("right answer");
    return header;
  }

  private static List<List<String>> rows(SmallNetwork network) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < network.examples().size(); i++) {
      double[] input = network.input(i);
      List<String> row = new ArrayList<>();
      for (double x : input) {
        row.add(PassNumbers.text(x));
      }
      ImmutableList<DenseChain.Step> steps = network.chain().forward(input);
      for (DenseChain.Step step : steps) {
        for (int unit = 0; unit < step.sums().length; unit++) {
          row.add(PassNumbers.text(step.sums()[unit]));
          row.add(PassNumbers.text(step.outputs()[unit]));
        }
      }
      row.add(network.question().answer(steps.get(steps.size() - 1).outputs()));
      row.add(network.question().right(i));
      rows.add(row);
    }
    return rows;
  }
}
