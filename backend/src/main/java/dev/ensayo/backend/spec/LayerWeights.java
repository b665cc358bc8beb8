package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Collections;
import java.util.List;

/**
 * Weights and biases of one dense layer.
 *
 * @param weights {@code [units, inputs]}: a row for each unit
 * @param biases {@code [units]}; empty for zeros
 */
public record LayerWeights(
    @Setting("for each unit its weights, a number for each input") List<List<Double>> weights,
    @Setting(value = "for each unit its bias; zeros if empty", defaultValue = "[]")
        List<Double> biases) {
  public LayerWeights {
    Settings.check(LayerWeights.class, weights, biases);
    weights = weights.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
    biases =
        biases.isEmpty()
            ? ImmutableList.copyOf(Collections.nCopies(weights.size(), 0.0))
            : ImmutableList.copyOf(biases);
  }

  /**
   * Checks the sizes.
   *
   * @throws InvalidSettingException for {@code weights} or {@code biases}, with what would be right
   */
  void check(int inputs, int units) {
    boolean wrongWidth = weights.stream().anyMatch(row -> row.size() != inputs);
    if (weights.size() != units || wrongWidth) {
      throw new InvalidSettingException(
          "weights",
          String.format(
              "must be %s, a row for each unit and a number for each input, not %s",
              rows(units, Integer.toString(inputs)), rows(weights.size(), widths())));
    }
    if (biases.size() != units) {
      throw new InvalidSettingException(
          "biases",
          "must be "
              + numbers(Integer.toString(units))
              + ", one for each unit, not "
              + biases.size());
    }
  }

  private String widths() {
    List<String> distinct =
        weights.stream().map(row -> Integer.toString(row.size())).distinct().toList();
    return distinct.isEmpty() ? "0" : String.join(" and ", distinct);
  }

  private static String rows(int count, String width) {
    return count + (count == 1 ? " row of " : " rows of ") + numbers(width);
  }

  private static String numbers(String count) {
    return count + (count.equals("1") ? " number" : " numbers");
  }
}
