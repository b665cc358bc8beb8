package dev.ensayo.sequence.text;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Writes text with a model, one token after another. With top-k as in Fan et al., "Hierarchical
 * neural story generation", 2018, section 5.3, and top-p as in Holtzman et al., "The curious case
 * of neural text degeneration", 2020, section 3.1. Not thread-safe.
 */
public final class TokenSampler {
  private final Sampling config;
  private final RandomGenerator random;

  public TokenSampler(Sampling config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /**
   * Goes on with a text.
   *
   * @param prompt what the model reads first, from its start; not part of the result
   * @param length tokens to write, at least 0
   */
  public ImmutableIntArray write(TokenModel model, ImmutableIntArray prompt, int length) {
    ImmutableIntArray.Builder written = ImmutableIntArray.builder(length);
    write(
        model,
        prompt,
        length,
        token -> {
          written.add(token);
          return true;
        });
    return written.build();
  }

  /**
   * Goes on with a text as long as somebody wants to read it.
   *
   * @param prompt what the model reads first, from its start
   * @param length tokens to write at most, at least 0
   * @param reader takes each token and says whether to go on
   */
  public void write(TokenModel model, ImmutableIntArray prompt, int length, IntPredicate reader) {
    float[] probabilities = new float[model.vocabulary()];
    model.restart();
    prompt.forEach(model::read);
    for (int i = 0; i < length; i++) {
      model.probabilities(probabilities);
      int token = draw(probabilities);
      if (!reader.test(token)) {
        return;
      }
      model.read(token);
    }
  }

  /**
   * Draws a token.
   *
   * @param probabilities V numbers, at least 0, not all 0
   * @return its id; of several equally likely ones the lowest comes first in top-k and top-p
   */
  public int draw(float[] probabilities) {
    Integer[] order = new Integer[probabilities.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer id) -> -probabilities[id]));
    if (config.temperature() == 0) {
      return order[0];
    }
    double[] weights = weights(probabilities, order);
    int kept = kept(weights);
    double total = 0;
    for (int i = 0; i < kept; i++) {
      total += weights[i];
    }
    double point = random.nextDouble() * total;
    for (int i = 0; i < kept - 1; i++) {
      point -= weights[i];
      if (point < 0) {
        return order[i];
      }
    }
    return order[kept - 1];
  }

  /** Relative to the likeliest, which has 1, so that no power overflows. */
  private double[] weights(float[] probabilities, Integer[] order) {
    double[] weights = new double[order.length];
    double largest = Math.log(probabilities[order[0]]);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((Math.log(probabilities[order[i]]) - largest) / config.temperature());
    }
    return weights;
  }

  private int kept(double[] weights) {
    int kept = Math.min(config.topK().orElse(weights.length), weights.length);
    while (kept > 1 && weights[kept - 1] == 0) {
      kept--;
    }
    if (config.topP() == 1) {
      return kept;
    }
    double total = 0;
    for (int i = 0; i < kept; i++) {
      total += weights[i];
    }
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      sum += weights[i];
      if (sum >= config.topP() * total) {
        return i + 1;
      }
    }
    return kept;
  }
}
