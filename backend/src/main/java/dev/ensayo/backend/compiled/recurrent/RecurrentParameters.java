package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * Parameters of a recurrent layer with G gates of U units over F inputs, in the order in which they
 * lie in the flat buffer.
 *
 * @param inputs F
 * @param units U
 * @param inputWeights W {@code [F, G·U]} column by column
 * @param recurrentWeights {@code [U, G·U]} column by column
 * @param bias b, at least {@code [G·U]}, the gates' first; then those of terms apart
 * @param gains of layer normalization, at least {@code [2, G·U]}; null for none
 */
public record RecurrentParameters(
    int inputs,
    int units,
    ParameterTensor inputWeights,
    ParameterTensor recurrentWeights,
    ParameterTensor bias,
    ParameterTensor gains) {

  /**
   * How many numbers for each unit.
   *
   * @param gates columns of both weight matrices: G
   * @param biases at least G
   * @param gains of layer normalization; 0 for none
   */
  public record Counts(int gates, int biases, int gains) {
    Counts withGains(int count) {
      return new Counts(gates, biases, count);
    }
  }

  /** What Deeplearning4j calls them; the gains' name is not asked for where there are none. */
  public record Names(String inputWeights, String recurrentWeights, String bias, String gains) {}

  /** The next parameters of the flat buffer. */
  public static RecurrentParameters take(
      BlockContext context, BaseRecurrentLayer layer, Counts counts, Names names) {
    int inputs = Math.toIntExact(layer.getNIn());
    int units = Math.toIntExact(layer.getNOut());
    int wide = Math.multiplyExact(counts.gates, units);
    return new RecurrentParameters(
        inputs,
        units,
        context.parameter(names.inputWeights, Math.multiplyExact(inputs, wide)),
        context.parameter(names.recurrentWeights, Math.multiplyExact(units, wide)),
        context.parameter(names.bias, counts.biases * units),
        counts.gains == 0 ? null : context.parameter(names.gains, counts.gains * units));
  }

  /** G. */
  public int gates() {
    return recurrentWeights.length() / (units * units);
  }
}
