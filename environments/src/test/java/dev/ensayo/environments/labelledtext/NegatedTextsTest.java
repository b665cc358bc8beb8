package dev.ensayo.environments.labelledtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.random.SeedSequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The accuracies that the source says are possible, against its texts. */
class NegatedTextsTest {
  private static final int TEXTS = 10_000;

  /** Four standard errors of a share of so many texts. */
  private static final double CLOSE = 4 * Math.sqrt(0.25 / TEXTS);

  private static LabelledTexts texts(double negated, double noise) {
    return LabelledTextProvider.open(
            Settings.of(
                LabelledTextConfig.class,
                "{source: {type: negation, texts: %s, words: 1, fillers: 1, negated: %s, noise: %s}}"
                    .formatted(TEXTS, negated, noise)),
            DataFolders.ofThisMachine())
        .texts(new SeedSequence(1));
  }

  /** By the rule as it is told. */
  private static boolean isPositive(List<String> words) {
    boolean praises = words.contains("praise0");
    int at = words.indexOf(praises ? "praise0" : "blame0");
    int not = words.indexOf("not");
    return praises ^ (not >= 0 && not < at);
  }

  private static double accuracyInOrder(LabelledTextPart part) {
    int right = 0;
    for (int i = 0; i < part.size(); i++) {
      right += isPositive(part.written(i)) == (part.label(i) == 1) ? 1 : 0;
    }
    return (double) right / part.size();
  }

  /** Of the most frequent class of all texts with the same words, however ordered. */
  private static double accuracyWithoutOrder(LabelledTextPart part) {
    Map<List<String>, int[]> counts = new HashMap<>();
    for (int i = 0; i < part.size(); i++) {
      counts
          .computeIfAbsent(part.written(i).stream().sorted().toList(), words -> new int[2])[
          part.label(i)]++;
    }
    int right = counts.values().stream().mapToInt(count -> Math.max(count[0], count[1])).sum();
    return (double) right / part.size();
  }

  @Test
  void whoReadsInOrderIsAlwaysRightAndWhoDoesNotGuessesWhereThereIsANegation() {
    LabelledTexts texts = texts(0.8, 0);
    LabelledTextPart train = texts.part(Split.TRAIN);
    assertThat(accuracyInOrder(train)).isEqualTo(1);
    assertThat(texts.knownAccuracy(KnownAccuracy.BEST)).hasValue(1);
    assertThat(texts.knownAccuracy(KnownAccuracy.WITHOUT_ORDER).orElseThrow())
        .isCloseTo(0.6, within(1e-12));
    assertThat(accuracyWithoutOrder(train)).isCloseTo(0.6, within(CLOSE));
  }

  @Test
  void noiseTakesFromBoth() {
    LabelledTexts texts = texts(0.5, 0.1);
    assertThat(texts.knownAccuracy(KnownAccuracy.BEST)).hasValue(0.9);
    assertThat(accuracyInOrder(texts.part(Split.TRAIN))).isCloseTo(0.9, within(CLOSE));
    assertThat(texts.knownAccuracy(KnownAccuracy.WITHOUT_ORDER).orElseThrow())
        .isCloseTo(0.5 * 0.9 + 0.25, within(1e-12));
    assertThat(accuracyWithoutOrder(texts.part(Split.TRAIN))).isCloseTo(0.7, within(CLOSE));
  }

  @Test
  void ofSomeWordsOfATextNothingIsKnown() {
    LabelledTextSource source =
        LabelledTextProvider.open(
            Settings.of(LabelledTextConfig.class, "{maximumLength: 3}"),
            DataFolders.ofThisMachine());
    assertThat(source.texts(new SeedSequence(1)).knownAccuracy(KnownAccuracy.BEST)).isEmpty();
    assertThat(source.texts(new SeedSequence(1)).part(Split.TRAIN).longest()).isEqualTo(3);
  }
}
