package dev.ensayo.embeddings.word2vec.phrases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.embeddings.word2vec.tokens.ListReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static PhrasedText text(String settings, String... lines) throws IOException {
    return PhrasedText.of(
        () -> new ListReader(lines), Optional.of(Settings.of(Phrases.class, settings)), 1000);
  }

  private static List<String> words(PhrasedText text) throws IOException {
    List<String> words = new ArrayList<>();
    try (WordReader reader = text.open()) {
      while (reader.next()) {
        words.add((reader.startsLine() ? "|" : "") + reader.word());
      }
      assertThat(reader.next()).isFalse();
    }
    return words;
  }

  /**
   * N = 8, count(a) = count(b) = 3, count(ab) = 2, count(ba) = 1; with δ = 1 the score of ab is (2
   * − 1)·8/9 and that of ba 0; c and d occur once, so that no pair of theirs can score.
   */
  @Test
  void theScoreIsThatOfThePaperTimesTheWords() throws IOException {
    PhrasedText text = text("{discount: 1, threshold: 0.5}", "a b c", "a b d", "b a");
    assertThat(text.phrases())
        .singleElement()
        .satisfies(
            phrase -> {
              assertThat(phrase.text()).isEqualTo("a_b");
              assertThat(phrase.count()).isEqualTo(2);
              assertThat(phrase.score()).isCloseTo(8.0 / 9, within(1e-12));
            });
    assertThat(words(text)).containsExactly("|a_b", "c", "|a_b", "d", "|b", "a");
    assertThat(words(text("{discount: 1, threshold: 0.9}", "a b c", "a b d", "b a")))
        .containsExactly("|a", "b", "c", "|a", "b", "d", "|b", "a");
  }

  /** Without a discount bc and bd score 1·8/3; ab comes first and takes its b. */
  @Test
  void phrasesAreJoinedFromTheLeftAndNotOverLines() throws IOException {
    PhrasedText text = text("{discount: 0, threshold: 1}", "a b c", "a b d", "b a");
    assertThat(text.phrases())
        .extracting(PhraseTable.Phrase::text)
        .containsExactly("a_b", "b_c", "b_d");
    assertThat(words(text)).containsExactly("|a_b", "c", "|a_b", "d", "|b", "a");
    assertThat(words(text("{discount: 0, threshold: 0}", "x a", "a x", "", "x")))
        .containsExactly("|x_a", "|a_x", "|x");
  }

  /** In the second pass new_york counts 3 of 9 words, new_york_times 3: (3 − 1)·9/(3·3). */
  @Test
  void asSecondPassJoinsLongerOnes() throws IOException {
    String[] lines = {"new york times x", "y new york times", "z new york times w"};
    assertThat(words(text("{discount: 1, threshold: 1, passes: 2}", lines)))
        .containsExactly(
            "|new_york_times", "x", "|y", "new_york_times", "|z", "new_york_times", "w");
    assertThat(words(text("{discount: 1, threshold: 1}", lines)))
        .containsExactly(
            "|new_york", "times", "x", "|y", "new_york", "times", "|z", "new_york", "times", "w");
  }

  @Test
  void withoutSettingsTheTextIsLeftAsItIs() throws IOException {
    PhrasedText text = PhrasedText.of(() -> new ListReader("a a a"), Optional.empty(), 1000);
    assertThat(words(text)).containsExactly("|a", "a", "a");
    assertThat(text.phrases()).isEmpty();
  }

  @Test
  void pairsAreCountedAsAMapCountsThem() {
    Random random = new Random(2);
    PairCounts pairs = new PairCounts();
    Map<List<Integer>, Integer> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      int first = (int) Math.abs(300 * random.nextGaussian());
      int second = (int) Math.abs(300 * random.nextGaussian());
      pairs.add(first, second);
      expected.merge(List.of(first, second), 1, Integer::sum);
    }
    Map<List<Integer>, Integer> found = new HashMap<>();
    pairs.forEach((first, second, count) -> found.put(List.of(first, second), count));
    assertThat(found).isEqualTo(expected);
  }
}
