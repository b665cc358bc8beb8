package dev.ensayo.embeddings.vectors;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.vectors.BinaryVectors;
import dev.ensayo.core.vectors.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The two vectors that each word of a run has, and their mean. */
public final class BothVectors {
  private BothVectors() {}

  /** What a run's folder calls the file of a kind, where it is not the one that the run chose. */
  public static String file(VectorChoice choice) {
    return "vectors-" + choice.name().toLowerCase(Locale.ROOT) + ".bin";
  }

  /**
   * Writes the kinds that a run did not choose, in word2vec's binary format.
   *
   * @param chosen which is written elsewhere
   */
  public static void write(
      Path directory, VectorChoice chosen, WordVectors input, WordVectors output)
      throws IOException {
    if (chosen != VectorChoice.INPUT) {
      BinaryVectors.write(directory.resolve(file(VectorChoice.INPUT)), input);
    }
    if (chosen != VectorChoice.OUTPUT) {
      BinaryVectors.write(directory.resolve(file(VectorChoice.OUTPUT)), output);
    }
  }

  /**
   * The mean of both vectors of each word.
   *
   * @param output of the same words
   */
  public static WordVectors mean(WordVectors input, WordVectors output) {
    checkArgument(input.words().equals(output.words()), "the words are not the same");
    float[] mean = input.values().clone();
    float[] other = output.values();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (mean[i] + other[i]) / 2;
    }
    return new WordVectors(input.words(), input.dimension(), mean);
  }
}
