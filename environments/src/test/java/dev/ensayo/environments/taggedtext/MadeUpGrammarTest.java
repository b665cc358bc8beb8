package dev.ensayo.environments.taggedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The accuracies that the grammar says are possible, against its sentences. */
class MadeUpGrammarTest {
  private final LabelledTextSource source =
      new TaggedTextProvider()
          .open(Settings.of(TaggedTextConfig.class, "{source: {type: grammar, sentences: 4000}}"));
  private final LabelledTexts texts = source.texts(new SeedSequence(1));
  private final LabelledTextPart train = texts.part(Split.TRAIN);

  /** How much of the sentence may be looked at. */
  private enum Seen {
    ALL,
    UP_TO_THE_WORD,
    THE_WORD
  }

  /** By the rules as they are told; a guess, A or C, where what tells is not seen. */
  private static String tag(List<String> words, int at, Seen seen) {
    String word = words.get(at);
    if (word.startsWith("later")) {
      return seen == Seen.ALL ? teller(words, at, 1).substring(2) : "A";
    }
    if (word.startsWith("earlier")) {
      return seen == Seen.THE_WORD ? "C" : teller(words, at, -1).substring(3);
    }
    if (word.startsWith("filler")) {
      return "F";
    }
    return word.startsWith("is") || word.startsWith("was") ? "M" : word.endsWith("ion") ? "N" : "V";
  }

  private static String teller(List<String> words, int from, int step) {
    int at = from + step;
    while (words.get(at).startsWith("filler")) {
      at += step;
    }
    return words.get(at);
  }

  private double accuracy(Seen seen) {
    int right = 0;
    for (int i = 0; i < train.size(); i++) {
      int[] labels = train.labels(i);
      for (int t = 0; t < labels.length; t++) {
        String tag = source.spec().classes().get(labels[t]);
        right += tag(train.written(i), t, seen).equals(tag) ? 1 : 0;
      }
    }
    return (double) right / train.tokenCount();
  }

  /** Four standard errors: a fifth of the words at most is a guess. */
  private double close() {
    return 4 * Math.sqrt(0.25 * 0.2 / train.tokenCount()) + 0.005;
  }

  @Test
  void whoReadsBothWaysIsAlwaysRight() {
    assertThat(accuracy(Seen.ALL)).isEqualTo(1);
    assertThat(texts.knownAccuracy(KnownAccuracy.BEST)).hasValue(1);
  }

  @Test
  void whoReadsOneWayGuessesWhatIsToldLater() {
    // T = 4 / 2 + 1 + 0.4 + 0.3 words a phrase, of which 0.4 are guessed
    assertThat(texts.knownAccuracy(KnownAccuracy.LEFT_TO_RIGHT).orElseThrow())
        .isCloseTo(1 - 0.2 / 3.7, within(1e-12));
    assertThat(accuracy(Seen.UP_TO_THE_WORD)).isCloseTo(1 - 0.2 / 3.7, within(close()));
  }

  @Test
  void whoKnowsTheWordAloneGuessesBoth() {
    assertThat(texts.knownAccuracy(KnownAccuracy.WITHOUT_ORDER).orElseThrow())
        .isCloseTo(1 - 0.35 / 3.7, within(1e-12));
    assertThat(accuracy(Seen.THE_WORD)).isCloseTo(1 - 0.35 / 3.7, within(close()));
  }

  @Test
  void wordsThatAreMadeUpAreUnknown() {
    LabelledTextPart test = texts.part(Split.TEST);
    int unknown = 0;
    for (int i = 0; i < test.size(); i++) {
      boolean[] seen = test.seen(i);
      for (int t = 0; t < seen.length; t++) {
        unknown += seen[t] ? 0 : 1;
        assertThat(seen[t] || test.written(i).get(t).matches(".*(ion|ize)")).isTrue();
      }
    }
    // 0.3 of the phrases have an open word, half of them a new one
    assertThat(unknown / (double) test.tokenCount()).isCloseTo(0.15 / 3.7, within(0.01));
  }
}
