package dev.ensayo.sequence.labelling;

import com.google.common.base.Strings;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Sentences with the tags of their words, and below them what was given instead. */
final class TaggedSentences {
  private static final int WIDTH = 90;
  private static final String GAP = "  ";

  private final LabelledTextSpec spec;
  private final LabelledTextPart part;
  private final ClassPredictions predictions;
  private final int[] first;

  /**
   * @param predictions of each token of the part, text after text
   */
  TaggedSentences(LabelledTextSpec spec, LabelledTextPart part, ClassPredictions predictions) {
    this.spec = spec;
    this.part = part;
    this.predictions = predictions;
    this.first = new int[part.size() + 1];
    for (int text = 0; text < part.size(); text++) {
      first[text + 1] = first[text] + part.length(text);
    }
  }

  /**
   * Those with the most mistakes, and if all others are right the first ones.
   *
   * @param most how many
   */
  Exhibit exhibit(Split split, int most) {
    List<Exhibit.Texts.Item> items =
        IntStream.range(0, part.size())
            .boxed()
            .sorted(Comparator.comparingLong((Integer text) -> -mistakes(text)))
            .limit(most)
            .map(
                text ->
                    new Exhibit.Texts.Item(
                        mistakes(text) + " of " + part.length(text) + " wrong", drawn(text)))
            .toList();
    return new Exhibit.Texts(
        "sentences",
        "Sentences and their tags",
        "Those of the "
            + ClassExhibits.name(split)
            + " part with the most mistakes: the words, the right tags, and below them, with ✗,"
            + " what was given instead. A word with * is not in the training part.",
        items);
  }

  private boolean isWrong(int text, int token) {
    int at = first[text] + token;
    return predictions.predicted(at) != predictions.labels()[at];
  }

  private long mistakes(int text) {
    return IntStream.range(0, part.length(text)).filter(token -> isWrong(text, token)).count();
  }

  private String drawn(int text) {
    StringBuilder lines = new StringBuilder(part.origin(text));
    StringBuilder[] rows = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
    for (int token = 0; token < part.length(text); token++) {
      String[] cells = cells(text, token);
      int width = Math.max(cells[0].length(), Math.max(cells[1].length(), cells[2].length()));
      if (rows[0].length() > 0 && rows[0].length() + width > WIDTH) {
        flush(rows, lines);
      }
      for (int row = 0; row < rows.length; row++) {
        rows[row].append(Strings.padEnd(cells[row], width, ' ')).append(GAP);
      }
    }
    flush(rows, lines);
    return lines.toString();
  }

  private String[] cells(int text, int token) {
    int at = first[text] + token;
    return new String[] {
      part.written(text).get(token) + (part.seen(text)[token] ? "" : "*"),
      spec.classes().get(predictions.labels()[at]),
      isWrong(text, token) ? "✗ " + spec.classes().get(predictions.predicted(at)) : ""
    };
  }

  /** Moves full rows behind the lines; the third only where it says something. */
  private static void flush(StringBuilder[] rows, StringBuilder lines) {
    for (StringBuilder row : rows) {
      String line = row.toString().stripTrailing();
      if (!line.isEmpty()) {
        lines.append('\n').append(line);
      }
      row.setLength(0);
    }
  }
}
