package dev.ensayo.embeddings.word2vec.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Sets;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes against what must hold of any best prefix code. */
class HuffmanTreeTest {
  private static String code(HuffmanTree tree, int word) {
    StringBuilder code = new StringBuilder();
    for (int t = 0; t < tree.length(word); t++) {
      code.append(tree.isOne(word, t) ? '1' : '0');
    }
    return code.toString();
  }

  /**
   * The six letters of Cormen et al., "Introduction to Algorithms", section on Huffman codes: a 45,
   * b 13, c 12, d 16, e 9, f 5 thousand take 224,000 bits.
   */
  @Test
  void theTextbooksLettersTakeAsManyBitsAsInTheTextbook() {
    long[] counts = {45, 16, 13, 12, 9, 5};
    HuffmanTree tree = new HuffmanTree(counts);
    int[] lengths = {1, 3, 3, 3, 4, 4};
    long bits = 0;
    for (int word = 0; word < counts.length; word++) {
      assertThat(tree.length(word)).as("word %s", word).isEqualTo(lengths[word]);
      bits += counts[word] * tree.length(word);
    }
    assertThat(bits).isEqualTo(224);
    assertThat(tree.longest()).isEqualTo(4);
    assertThat(tree.innerNodes()).isEqualTo(5);
  }

  /** Two words are told by one decision, of which the rarer one is 0. */
  @Test
  void twoWordsAreOneDecision() {
    HuffmanTree tree = new HuffmanTree(new long[] {7, 3});
    assertThat(code(tree, 0)).isEqualTo("1");
    assertThat(code(tree, 1)).isEqualTo("0");
    assertThat(tree.node(0, 0)).isZero();
  }

  private static long[] counts(int words, long seed) {
    RandomStream random = new SeedSequence(seed).stream("counts");
    long[] counts = new long[words];
    for (int i = 0; i < words; i++) {
      counts[i] = 1 + (long) Math.exp(random.nextDouble(0, 12));
    }
    Arrays.sort(counts);
    for (int i = 0; i < words / 2; i++) {
      long kept = counts[i];
      counts[i] = counts[words - 1 - i];
      counts[words - 1 - i] = kept;
    }
    return counts;
  }

  /** The sum of all inner nodes' weights in the order in which a queue hands them out. */
  private static long leastBits(long[] counts) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    Arrays.stream(counts).forEach(queue::add);
    long bits = 0;
    while (queue.size() > 1) {
      long sum = queue.remove() + queue.remove();
      bits += sum;
      queue.add(sum);
    }
    return bits;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 17, 1000, 20_000})
  void codesAreCompleteFreeOfPrefixesAndAsShortAsCanBe(int words) {
    long[] counts = counts(words, words);
    HuffmanTree tree = new HuffmanTree(counts);
    double kraft = 0;
    long bits = 0;
    double entropy = 0;
    double total = Arrays.stream(counts).sum();
    Set<String> prefixes = new HashSet<>();
    Set<String> whole = new HashSet<>();
    for (int word = 0; word < words; word++) {
      String code = code(tree, word);
      kraft += Math.pow(2, -code.length());
      bits += counts[word] * code.length();
      entropy -= counts[word] * Math.log(counts[word] / total) / Math.log(2);
      whole.add(code);
      for (int end = 0; end < code.length(); end++) {
        prefixes.add(code.substring(0, end));
      }
    }
    assertThat(kraft).isCloseTo(1, within(1e-12));
    assertThat(whole).hasSize(words);
    assertThat(Sets.intersection(whole, prefixes)).isEmpty();
    assertThat(bits).isEqualTo(leastBits(counts));
    assertThat((double) bits).isBetween(entropy, entropy + total);
  }

  /** An inner node is where one beginning of codes is decided on. */
  @Test
  void eachNodeStandsForOneBeginningOfCodes() {
    long[] counts = counts(300, 1);
    HuffmanTree tree = new HuffmanTree(counts);
    String[] beginnings = new String[tree.innerNodes()];
    for (int word = 0; word < counts.length; word++) {
      String code = code(tree, word);
      for (int t = 0; t < code.length(); t++) {
        int node = tree.node(word, t);
        String beginning = code.substring(0, t);
        assertThat(beginnings[node] == null || beginnings[node].equals(beginning)).isTrue();
        beginnings[node] = beginning;
      }
    }
    assertThat(beginnings).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void oneWordIsNoTree() {
    assertThatThrownBy(() -> new HuffmanTree(new long[] {5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 words");
  }
}
