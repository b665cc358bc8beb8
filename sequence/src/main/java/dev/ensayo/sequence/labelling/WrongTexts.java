package dev.ensayo.sequence.labelling;

import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Texts whose class was not told right. */
final class WrongTexts {
  private static final int LONGEST_SHOWN = 600;

  private final LabelledTextSpec spec;
  private final LabelledTextPart part;
  private final ClassPredictions predictions;

  /**
   * @param predictions of each text of the part
   */
  WrongTexts(LabelledTextSpec spec, LabelledTextPart part, ClassPredictions predictions) {
    this.spec = spec;
    this.part = part;
    this.predictions = predictions;
  }

  /**
   * Those with the largest loss; empty where all are right, or none is wanted.
   *
   * @param most how many
   */
  Optional<Exhibit> exhibit(Split split, int most) {
    List<Exhibit.Texts.Item> items =
        IntStream.range(0, predictions.size())
            .filter(i -> predictions.predicted(i) != predictions.labels()[i])
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -predictions.loss(i)))
            .limit(most)
            .map(this::item)
            .toList();
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Exhibit.Texts(
                "mistakes",
                "The worst mistakes",
                "Texts of the "
                    + ClassExhibits.name(split)
                    + " part with the largest loss: the right class, the predicted one and its"
                    + " probability.",
                items));
  }

  private Exhibit.Texts.Item item(int text) {
    int predicted = predictions.predicted(text);
    return new Exhibit.Texts.Item(
        String.format(
            Locale.ROOT,
            "%s, taken for %s (%.2f)",
            spec.classes().get(predictions.labels()[text]),
            spec.classes().get(predicted),
            predictions.probability(text, predicted)),
        part.origin(text) + "\n" + shortened(written(text)));
  }

  private String written(int text) {
    return String.join(spec.unit() == TokenUnit.WORD ? " " : "", part.written(text));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + " …";
  }
}
