package dev.ensayo.supervised.bagofwords;

import com.google.common.base.Splitter;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Weights as text: a header with the classes, a line {@code (prior)} with the biases, then a line
 * for each n-gram, with tabs between. Numbers parse back to the same.
 */
final class WeightsFile {
  /** Its name in the folder of a run. */
  static final String NAME = "weights.tsv";

  private static final Splitter FIELDS = Splitter.on('\t');
  private static final String PRIOR = "(prior)";

  private WeightsFile() {}

  static void write(Path file, LinearWeights weights, List<String> classes, List<String> features)
      throws IOException {
    StringBuilder text = new StringBuilder("n-gram");
    classes.forEach(name -> text.append('\t').append(name));
    int k = weights.classes();
    row(text, PRIOR, weights.biases(), 0, k);
    for (int f = 0; f < features.size(); f++) {
      row(text, features.get(f), weights.weights(), f * k, k);
    }
    text.append('\n');
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void row(StringBuilder text, String name, double[] values, int from, int count) {
    text.append('\n').append(name);
    for (int i = from; i < from + count; i++) {
      text.append('\t').append(values[i]);
    }
  }

  /**
   * @param classes K
   * @param features F
   * @throws IOException if it is not there or damaged
   */
  static LinearWeights read(Path file, int classes, int features) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() != features + 2) {
      throw new IOException(
          file + " has " + lines.size() + " lines, and " + (features + 2) + " were expected");
    }
    double[] weights = new double[features * classes];
    double[] biases = new double[classes];
    for (int line = 1; line < lines.size(); line++) {
      List<String> fields = FIELDS.splitToList(lines.get(line));
      try {
        for (int k = 0; k < classes; k++) {
          double value = Double.parseDouble(fields.get(fields.size() - classes + k));
          if (line == 1) {
            biases[k] = value;
          } else {
            weights[(line - 2) * classes + k] = value;
          }
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new IOException(file + ", line " + (line + 1) + ": numbers were expected", e);
      }
    }
    return new LinearWeights(weights, biases);
  }
}
