package dev.ensayo.sequence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.ngram.NgramProvider;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.spelling.Speller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenPartTest {
  private static WrittenPart of(MemoryCorpus corpus, Split split, Speller speller) {
    return WrittenPart.of(corpus, split, corpus.tokens(split), Optional.of(speller));
  }

  @Test
  void wordsCountAsTheyAreWrittenWithTheWhiteBehindThem() {
    String text = "año nuevo\n\n\nen casa\n";
    MemoryCorpus corpus = MemoryCorpus.ofWords(List.of("\n", "en"), text, text, "");
    Speller speller = RareWords.speller(corpus).orElseThrow();
    WrittenPart part = of(corpus, Split.VALID, speller);
    assertThat(part.characters()).isEqualTo(text.codePointCount(0, text.length()));
    assertThat(part.tokens()).isEqualTo(8);
    assertThat(part.unknown()).isEqualTo(3);
    assertThat(part.spelling())
        .isCloseTo(
            speller.nats("año") + speller.nats("nuevo") + speller.nats("casa"), within(1e-12));
    CorpusScore score = part.score(10);
    assertThat(score.natsPerToken()).isEqualTo(10.0 / 8);
    assertThat(score.bitsPerCharacter())
        .isCloseTo((10 + part.spelling()) / Math.log(2) / part.characters(), within(1e-12));
    assertThat(of(corpus, Split.TEST, speller).isEmpty()).isTrue();
  }

  /** The first five tokens are año, nuevo and three line ends. */
  @Test
  void theBeginningOfAPartIsCountedByItself() {
    String text = "año nuevo\n\n\nen casa\n";
    MemoryCorpus corpus = MemoryCorpus.ofWords(List.of("\n", "en"), text, text, "");
    Speller speller = RareWords.speller(corpus).orElseThrow();
    WrittenPart part =
        WrittenPart.of(
            corpus, Split.VALID, corpus.tokens(Split.VALID).part(0, 5), Optional.of(speller));
    assertThat(part.tokens()).isEqualTo(5);
    assertThat(part.characters()).isEqualTo("año nuevo\n\n\n".length());
    assertThat(part.unknown()).isEqualTo(2);
    assertThat(part.spelling())
        .isCloseTo(speller.nats("año") + speller.nats("nuevo"), within(1e-12));
  }

  /**
   * Words of three letters drawn with probabilities 1/k, each by itself: a vocabulary of a few
   * looks better in nats a token and is worse once the others are paid for.
   */
  @Test
  void throwingWordsAwayLooksBetterAndIsNot() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add("" + (char) ('a' + i % 17) + (char) ('a' + i % 13) + (char) ('a' + i % 23));
    }
    RecordedMetrics all = run(words, 200);
    RecordedMetrics few = run(words, 2);
    assertThat(last(few, "nats_per_token")).isLessThan(0.5 * last(all, "nats_per_token"));
    assertThat(last(few, "bits_per_character")).isGreaterThan(last(all, "bits_per_character"));
    assertThat(last(few, "unknown_share")).isBetween(0.6, 0.8);
    assertThat(last(all, "unknown_share")).isZero();
    assertThat(few.steps("valid/unknown_share")).containsExactly(0L);
  }

  private static double last(RecordedMetrics metrics, String name) {
    List<Double> values = metrics.values("valid/" + name);
    return values.get(values.size() - 1);
  }

  private static RecordedMetrics run(List<String> words, int known) {
    MemoryCorpus corpus =
        MemoryCorpus.ofWords(
            words.subList(0, known), draw(words, 8000, 1), draw(words, 4000, 2), "");
    return new Runs<>(new NgramProvider(), "{order: 1}", corpus, "{epochs: 1}", 1, 1, 1).run();
  }

  private static String draw(List<String> words, int count, long seed) {
    RandomStream random = new SeedSequence(seed).stream("words");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      // ∫ dk / k: the logarithm of the rank is uniform.
      int rank = (int) Math.exp(random.nextDouble() * Math.log(words.size() + 1));
      text.append(words.get(Math.min(rank, words.size()) - 1)).append(' ');
    }
    return text.toString();
  }
}
