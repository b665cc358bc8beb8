package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How often each n-gram of tokens occurs in a text.
 *
 * @param text how it is cut into tokens
 * @param longest n of the longest n-grams; all shorter ones count too
 * @param weighting counts, binary (1 where it occurs) or tf-idf (count · idf, then divided by the
 *     length of the vector)
 * @param features the n-grams in the order of the inputs: words with a blank between, or characters
 * @param factors idf of each n-gram with tf-idf; else empty
 */
public record BagInputs(
    TextInputs text, int longest, String weighting, List<String> features, List<Double> factors)
    implements Inputs {
  public BagInputs {
    features = ImmutableList.copyOf(features);
    factors = ImmutableList.copyOf(factors);
  }

  /** F, how many inputs a text makes. */
  public int width() {
    return features.size();
  }
}
