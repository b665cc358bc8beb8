package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * Predictions as CSV (RFC 4180): where an example comes from, the right answer where it is known,
 * the predicted one, and the probability of each class. Of many words that have one of many classes
 * each it is that of the predicted class alone ({@code p}). Numbers parse back to the same.
 */
public final class PredictionsCsv {
  /** Its name in the folder of a run. */
  public static final String FILE = "predictions.csv";

  /** Classes of words of which all probabilities are written. */
  private static final int MOST_OF_WORDS = 20;

  private final Writer out;
  private final boolean all;
  private final ImmutableList<String> classes;
  private final boolean answered;

  /**
   * @param source what the first column is called: row or file
   * @param classes their names; empty for numbers
   * @param answered whether right answers are known
   * @param out takes the lines; stays open
   */
  public PredictionsCsv(String source, List<String> classes, boolean answered, Writer out)
      throws IOException {
    this(List.of(source), classes, answered, out);
  }

  /**
   * @param sources what the first columns are called, such as text and word
   * @param classes their names; empty for numbers
   * @param answered whether right answers are known
   * @param out takes the lines; stays open
   */
  public PredictionsCsv(List<String> sources, List<String> classes, boolean answered, Writer out)
      throws IOException {
    this.out = out;
    this.classes = ImmutableList.copyOf(classes);
    this.answered = answered;
    this.all = sources.size() == 1 || classes.size() <= MOST_OF_WORDS;
    List<String> header = new ArrayList<>(sources);
    if (answered) {
      header.add("right");
    }
    header.add("predicted");
    if (all) {
      classes.forEach(name -> header.add("p_" + name));
    } else {
      header.add("p");
    }
    print(header);
  }

  /**
   * A class.
   *
   * @param right its number; −1 where it is not known
   * @param probabilities of the K classes, from {@code offset} on
   */
  public void add(String origin, int right, float[] probabilities, int offset) throws IOException {
    add(List.of(origin), right, probabilities, offset);
  }

  /**
   * A class.
   *
   * @param origins one for each of the first columns
   * @param right its number; −1 where it is not known
   * @param probabilities of the K classes, from {@code offset} on
   */
  public void add(List<String> origins, int right, float[] probabilities, int offset)
      throws IOException {
    List<String> row = new ArrayList<>(origins);
    if (answered) {
      row.add(right < 0 ? "" : classes.get(right));
    }
    int best = PredictionProfile.likeliest(probabilities, offset, classes.size());
    row.add(classes.get(best));
    for (int k = 0; k < classes.size(); k++) {
      if (all || k == best) {
        row.add(Float.toString(probabilities[offset + k]));
      }
    }
    print(row);
  }

  /** A number. */
  public void add(String origin, Optional<Double> right, double predicted) throws IOException {
    List<String> row = new ArrayList<>(List.of(origin));
    if (answered) {
      row.add(right.map(value -> Double.toString(value)).orElse(""));
    }
    row.add(Double.toString(predicted));
    print(row);
  }

  private void print(List<String> fields) throws IOException {
    out.write(CSVFormat.RFC4180.format(fields.toArray()));
    out.write("\r\n");
  }

  /** Hands over all that is written so far. */
  public void flush() throws IOException {
    out.flush();
  }
}
