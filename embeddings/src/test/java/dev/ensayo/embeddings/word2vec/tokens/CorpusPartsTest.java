package dev.ensayo.embeddings.word2vec.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vocabulary, subsampling, tokens and blocks, each against cases computed by hand. */
class CorpusPartsTest {
  private static final String[] TEXT = {"b a c a", "", "d b a", "e"};

  @Test
  void wordsAreOrderedByCountThenByTheirFirstOccurrence() throws IOException {
    WordCounts counts = WordCounts.count(new ListReader(TEXT), 1, 100);
    assertThat(counts.words()).containsExactly("a", "b", "c", "d", "e");
    assertThat(counts.counts()).containsExactly(3, 2, 1, 1, 1);
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.read()).isEqualTo(8);
    assertThat(counts.distinct()).isEqualTo(5);
  }

  @Test
  void rareWordsAreLeftOut() throws IOException {
    WordCounts counts = WordCounts.count(new ListReader(TEXT), 2, 100);
    assertThat(counts.words()).containsExactly("a", "b");
    assertThat(counts.total()).isEqualTo(5);
    assertThat(counts.read()).isEqualTo(8);
    assertThat(counts.id("c")).isEqualTo(-1);
    assertThat(counts.count("b")).isEqualTo(2);
  }

  /**
   * At most 3 words at once. "a a b c d": d makes 4, so counts of 1 go and a (2) stays. "b b c c
   * e": at e there are a2 b2 c2 e1, so counts up to 2 go, which is all. "a a a": a counts 3.
   */
  @Test
  void theVocabularyIsPrunedOnTheWay() throws IOException {
    WordCounts counts = WordCounts.count(new ListReader("a a b c d b b c c e a a a"), 1, 3);
    assertThat(counts.words()).containsExactly("a");
    assertThat(counts.counts()).containsExactly(3);
    assertThat(counts.read()).isEqualTo(13);
  }

  /** f = 0.9 and t = 0.1: t/f = 1/9, √ = 1/3, kept 4/9. f = 0.1: √1 + 1 is over 1. */
  @Test
  void frequentWordsAreKeptAsTheFormulaSays() {
    Subsampling subsampling = new Subsampling(new long[] {90, 10}, 0.1);
    assertThat(subsampling.probability(0)).isCloseTo(4.0 / 9, within(1e-6));
    assertThat(subsampling.probability(1)).isEqualTo(1);
    RandomStream random = new SeedSequence(1).stream("subsampling");
    int kept = 0;
    for (int i = 0; i < 90_000; i++) {
      kept += subsampling.keeps(0, random) ? 1 : 0;
    }
    // Five standard deviations: 5·√(90000·20/81) = 745.
    assertThat(kept).isBetween(40_000 - 745, 40_000 + 745);
    assertThat(new Subsampling(new long[] {90, 10}, 0).probability(0)).isEqualTo(1);
  }

  private static List<Integer> pass(TokenSource source) {
    List<Integer> marked = new ArrayList<>();
    while (source.next()) {
      marked.add(source.startsSentence() ? -source.id() - 1 : source.id());
    }
    return marked;
  }

  @Test
  void tokensAreTheSameFromDiskAndFromMemory() throws IOException {
    String[] text = {"b a c a", "c", "a x b", "", "x a"};
    WordCounts counts = WordCounts.count(new ListReader(text), 2, 100);
    assertThat(counts.words()).containsExactly("a", "b", "c", "x");
    WordCounts two = WordCounts.count(new ListReader("a a a b b c"), 2, 100);
    StreamedTokens streamed = new StreamedTokens(() -> new ListReader(text), two);
    // b a a | (c alone is passed over) | a b | a, where −1 − id starts a sentence
    List<Integer> expected = List.of(-2, 0, 0, -1, 1, -1);
    assertThat(pass(streamed)).isEqualTo(expected);
    assertThat(pass(streamed)).as("the second pass").isEqualTo(expected);
    CachedTokens cached = new CachedTokens(streamed, 6);
    assertThat(pass(cached)).isEqualTo(expected);
    assertThat(pass(cached)).isEqualTo(expected);
  }

  private static byte[] save(Stateful part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    part.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void tokensGoOnWhereTheyWereSaved() throws IOException {
    String[] text = {"a b a", "b a b"};
    WordCounts counts = WordCounts.count(new ListReader(text), 1, 100);
    StreamedTokens streamed = new StreamedTokens(() -> new ListReader(text), counts);
    for (TokenSource source :
        List.of(
            streamed,
            new CachedTokens(new StreamedTokens(() -> new ListReader(text), counts), 6))) {
      source.next();
      source.next();
      byte[] saved = save(source);
      List<Integer> rest = pass(source);
      source.loadState(new StateReader(new ByteArrayInputStream(saved)));
      assertThat(pass(source)).isEqualTo(rest).hasSize(4);
    }
  }

  @Test
  void theRateFallsAlongALine() throws IOException {
    String[] text = {"a b a b a b a b a b"};
    WordCounts counts = WordCounts.count(new ListReader(text), 1, 100);
    BlockFeed feed =
        new BlockFeed(new StreamedTokens(() -> new ListReader(text), counts), 20, 0.05, 0.01);
    TokenBlock block = new TokenBlock(4);
    assertThat(feed.fill(block, 100)).isTrue();
    assertThat(block.size()).isEqualTo(4);
    assertThat(block.rate()).isEqualTo(0.05f);
    assertThat(block.startsSentence(0)).isTrue();
    assertThat(block.startsSentence(1)).isFalse();
    assertThat(feed.fill(block, 3)).isTrue();
    assertThat(block.size()).isEqualTo(3);
    assertThat((double) block.rate()).isCloseTo(0.05 - 0.04 * 4 / 20, within(1e-8));
    assertThat(feed.fill(block, 100)).isTrue();
    assertThat(block.size()).isEqualTo(3);
    assertThat(feed.atEpochEnd()).isTrue();
    assertThat(feed.words()).isEqualTo(10);
    assertThat(feed.fill(block, 100)).isTrue();
    assertThat((double) block.rate()).isCloseTo(0.03, within(1e-8));
    assertThat(feed.atEpochEnd()).isFalse();
  }

  @Test
  void punctuationAroundWordsIsCutOff() throws IOException {
    TrimmedWords words =
        new TrimmedWords(new ListReader("— ¿Quién, (señor)", "--", "d'Artagnan: 42."));
    List<String> found = new ArrayList<>();
    while (words.next()) {
      found.add((words.startsLine() ? "|" : "") + words.word());
    }
    assertThat(found).containsExactly("|Quién", "señor", "|d'Artagnan", "42");
  }
}
