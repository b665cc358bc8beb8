package dev.ensayo.embeddings.evaluation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Files of word pairs: two words and a score, separated by tabs, by commas, or, as in MEN, by
 * blanks. The first line may be a header; where it has a column {@code SimLex999}, that is the
 * score.
 */
public final class WordPairFile {
  private static final String SIMLEX = "SimLex999";

  private WordPairFile() {}

  /**
   * Reads all pairs.
   *
   * @throws IOException if the file cannot be read, or naming the line that is not as it should be
   */
  public static ImmutableList<WordPair> read(Path file) throws IOException {
    ImmutableList.Builder<WordPair> pairs = ImmutableList.builder();
    int number = 0;
    int column = 2;
    for (String line : TestLines.of(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> fields = fields(line);
      int named = fields.indexOf(SIMLEX);
      OptionalDouble score =
          fields.size() > column ? number(fields.get(column)) : OptionalDouble.empty();
      if (number == 1 && (named >= 0 || score.isEmpty()) && fields.size() > column) {
        column = named >= 0 ? named : column;
      } else if (score.isPresent()) {
        pairs.add(new WordPair(fields.get(0), fields.get(1), score.getAsDouble()));
      } else {
        throw new IOException(
            file
                + ":"
                + number
                + ": expected two words and a number, separated by tabs, commas or blanks; found '"
                + line
                + "'");
      }
    }
    ImmutableList<WordPair> all = pairs.build();
    if (all.isEmpty()) {
      throw new IOException(file + " holds no word pairs");
    }
    return all;
  }

  private static List<String> fields(String line) {
    if (line.indexOf('\t') >= 0) {
      return Splitter.on('\t').trimResults().splitToList(line);
    }
    return line.indexOf(',') >= 0
        ? Splitter.on(',').trimResults().splitToList(line)
        : Splitter.on(' ').trimResults().omitEmptyStrings().splitToList(line);
  }

  private static OptionalDouble number(String field) {
    try {
      double number = Double.parseDouble(field);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
