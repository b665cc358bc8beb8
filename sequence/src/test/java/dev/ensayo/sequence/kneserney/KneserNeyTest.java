package dev.ensayo.sequence.kneserney;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.core.environment.Split;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneserNeyTest {
  private static NgramTree count(int order, int vocabulary, int start, int... text) {
    NgramTree tree = new NgramTree(order, vocabulary);
    NgramContext context = new NgramContext(tree);
    context.begin(start);
    Arrays.stream(text).forEach(context::count);
    return tree;
  }

  private static double probability(
      NgramTree tree, Discounts[] discounts, List<Integer> read, int token) {
    NgramContext context = new NgramContext(tree);
    context.restart();
    read.forEach(context::read);
    return new KneserNey(tree, discounts).probability(context.suffixes(), token);
  }

  @Test
  void smallBigramModelByHand() {
    // Start 0, text 1 2 1 2 2 1 over V = 3. Bigrams: 01 ×1, 12 ×2, 21 ×2, 22 ×1.
    // Different tokens before 1: {0, 2}, so 2; before 2: {1, 2}, so 2; before 0: none.
    NgramTree tree = count(2, 3, 0, 1, 2, 1, 2, 2, 1);
    Discounts[] half = {null, Discounts.absolute(0.5), Discounts.absolute(0.5)};
    // p(w) = (N(•w) − ½ [N > 0] + ½·2 · 1/3) / 4
    double p1 = (2 - 0.5 + 1.0 / 3) / 4;
    double p0 = 1.0 / 3 / 4;
    assertThat(probability(tree, half, List.of(), 1)).isCloseTo(p1, within(1e-15));
    assertThat(probability(tree, half, List.of(), 0)).isCloseTo(p0, within(1e-15));
    // After 2: 1 twice, 2 once: p(1|2) = (2 − ½ + ½·2·p(1)) / 3, p(0|2) = ½·2·p(0) / 3
    assertThat(probability(tree, half, List.of(2), 1)).isCloseTo((1.5 + p1) / 3, within(1e-15));
    assertThat(probability(tree, half, List.of(2), 0)).isCloseTo(p0 / 3, within(1e-15));
    // After 1: 2 twice.
    assertThat(probability(tree, half, List.of(1), 2))
        .isCloseTo((1.5 + 0.5 * p1) / 2, within(1e-15));
  }

  @Test
  void unigramsAreCountedAsTheyOccur() {
    NgramTree tree = count(1, 2, 0, 1, 1, 1, 0);
    Discounts[] half = {null, Discounts.absolute(0.5)};
    assertThat(probability(tree, half, List.of(1, 0), 1)).isCloseTo((2.5 + 0.5) / 4, within(1e-15));
  }

  @Test
  void agreesWithNltk() throws IOException {
    List<String> lines =
        Splitter.on('\n')
            .omitEmptyStrings()
            .splitToList(
                Resources.toString(
                    Resources.getResource(KneserNeyTest.class, "kneser_ney.txt"),
                    StandardCharsets.UTF_8));
    String text = lines.get(0);
    int[] alphabet = text.codePoints().distinct().sorted().toArray();
    double d = Double.parseDouble(lines.get(1));
    int[] ids = text.codePoints().map(c -> Arrays.binarySearch(alphabet, c)).toArray();
    NgramTree tree = count(3, alphabet.length, Arrays.binarySearch(alphabet, '|'), ids);
    Discounts[] discounts = {
      null, Discounts.absolute(0), Discounts.absolute(d), Discounts.absolute(d)
    };
    for (String line : lines.subList(2, lines.size())) {
      List<String> parts = Splitter.on('\t').splitToList(line);
      List<Integer> context =
          parts.get(0).codePoints().map(c -> Arrays.binarySearch(alphabet, c)).boxed().toList();
      List<String> scores = Splitter.on(' ').splitToList(parts.get(1));
      for (int token = 0; token < alphabet.length; token++) {
        assertThat(probability(tree, discounts, context, token))
            .as("p(%s|%s)", Character.toString(alphabet[token]), parts.get(0))
            .isCloseTo(Double.parseDouble(scores.get(token)), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 12})
  void probabilitiesSumUpToOneInEveryContext(int order) {
    int[] text = MemoryCorpus.ofMarkovChain(400, 1, 1, 8).tokens(Split.TRAIN).toArray();
    for (boolean modified : new boolean[] {false, true}) {
      NgramTree tree = count(order, 5, 4, text); // tokens 3 and 4 never occur
      KneserNey smoothing = new KneserNey(tree, Discounts.estimate(tree, modified));
      NgramContext context = new NgramContext(tree);
      for (int token : MemoryCorpus.ofMarkovChain(300, 1, 1, 9).tokens(Split.TRAIN).toArray()) {
        double sum = 0;
        for (int next = 0; next < 5; next++) {
          double p = smoothing.probability(context.suffixes(), next);
          assertThat(p).isPositive();
          sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        context.read(token);
      }
    }
  }

  @Test
  void discountsComeFromCountsOfCounts() {
    // 1-grams that occur 1, 2, 3, 4 times: 5, 3, 2, 1 of them.
    NgramTree tree =
        count(1, 11, 0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 10);
    double y = 5 / (5 + 2 * 3.0);
    assertThat(Discounts.estimate(tree, false)[1]).isEqualTo(Discounts.absolute(y));
    assertThat(Discounts.estimate(tree, true)[1])
        .isEqualTo(new Discounts(1 - 2 * y * 3 / 5, 2 - 3 * y * 2 / 3, 3 - 4 * y * 1 / 2));
  }

  @Test
  void countsOfALargeTreeSurviveItsGrowth() {
    int[] text = MemoryCorpus.ofMarkovChain(60_000, 1, 1, 2).tokens(Split.TRAIN).toArray();
    NgramTree tree = count(9, 3, 0, text);
    assertThat(tree.size()).isGreaterThan(1 << 13);
    // Every 9-gram is counted where it occurs.
    long total = 0;
    for (int node = 1; node < tree.size(); node++) {
      total += tree.depth(node) == 9 ? tree.count(node) : 0;
    }
    assertThat(total).isEqualTo(text.length - 8 + 1); // the start token is before the first
    int occurrences = 0;
    for (int i = 0; i + 9 <= text.length; i++) {
      occurrences += Arrays.equals(text, i, i + 9, text, 100, 109) ? 1 : 0;
    }
    int node = NgramTree.ROOT;
    for (int i = 100; i < 109; i++) {
      node = tree.child(node, text[i]);
    }
    assertThat(tree.count(node)).isEqualTo(occurrences);
  }
}
