package dev.ensayo.core.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.text.TextForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairsTest {
  private static Map<String, Integer> chunks(String text) {
    Map<String, Integer> chunks = new LinkedHashMap<>();
    Chunks.of(text, chunk -> chunks.merge(chunk, 1, Integer::sum));
    return chunks;
  }

  private static List<String> pieces(BytePairs pairs, String text) {
    return pairs.encode(text).stream().map(pairs.tokens()::get).toList();
  }

  /**
   * The textbook's example (Gage, "A new algorithm for data compression", 1994): aa becomes Z, then
   * ab becomes Y – as frequent as Za, and of the lower number –, then ZY becomes X: XdXac.
   */
  @Test
  void theTextbooksExample() {
    BytePairs pairs = BytePairLearner.learn(chunks("aaabdaaabac"), 3);
    assertThat(pairs.merges()).containsExactly("a a", "a b", "aa ab");
    assertThat(pieces(pairs, "aaabdaaabac")).containsExactly("aaab", "d", "aaab", "a", "c");
    // No pair occurs twice any more.
    assertThat(BytePairLearner.learn(chunks("aaabdaaabac"), 100).merges())
        .containsExactly("a a", "a b", "aa ab");
  }

  /** Sennrich et al., 2016, figure 1: the first merges of its dictionary, its end sign a Z. */
  @Test
  void thePapersDictionary() {
    BytePairs pairs =
        BytePairLearner.learn(
            ImmutableMap.of("lowZ", 5, "lowerZ", 2, "newestZ", 6, "widestZ", 3), 10);
    // es, st and tZ 9 times each: e is before s and t. Then tZ, of a lower number than es; estZ;
    // lo 7, low 7; ew 6, new 6, newestZ 6. The paper's estZ and low are there as well.
    assertThat(pairs.merges())
        .startsWith("e s", "t Z", "es tZ", "l o", "lo w", "e w", "n ew", "new estZ");
    assertThat(pieces(pairs, "lowestZ")).containsExactly("low", "estZ");
  }

  /** The same, done by counting everything anew for each merge. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void learnsWhatCountingAnewLearns(long seed) {
    RandomGenerator random = new SeedSequence(seed).stream("text");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("aaabbc ñ".charAt(random.nextInt(8)));
    }
    Map<String, Integer> chunks = chunks(text.toString());
    List<String> expected = new ArrayList<>();
    BytePairs pairs = new BytePairs(List.of());
    for (int merge = 0; merge < 60; merge++) {
      Map<String, Long> counts = new LinkedHashMap<>();
      Map<String, long[]> order = new LinkedHashMap<>();
      for (Map.Entry<String, Integer> chunk : chunks.entrySet()) {
        int[] ids = pairs.encodeChunk(chunk.getKey());
        for (int i = 0; i + 1 < ids.length; i++) {
          String key = pairs.tokens().get(ids[i]) + " " + pairs.tokens().get(ids[i + 1]);
          counts.merge(key, (long) chunk.getValue(), Long::sum);
          order.put(key, new long[] {ids[i], ids[i + 1]});
        }
      }
      String best =
          counts.keySet().stream()
              .min(
                  Comparator.comparingLong((String key) -> -counts.get(key))
                      .thenComparingLong(key -> order.get(key)[0])
                      .thenComparingLong(key -> order.get(key)[1]))
              .orElseThrow();
      expected.add(best);
      pairs = new BytePairs(expected);
    }
    assertThat(BytePairLearner.learn(chunks, 60).merges()).isEqualTo(expected);
  }

  @Test
  void nothingIsUnknownAndAllComesBack() {
    Vocabulary vocabulary =
        new Vocabulary(
            BytePairLearner.learn(chunks("el mar y el cielo y el sol\n"), 20), TextForm.AS_IT_IS);
    for (String text :
        List.of("", "el mar", " Ж日本 😀\r\n\t el", "\u0000\u00A0\uFEFFe\u0301 \n\n")) {
      ImmutableIntArray ids = vocabulary.encode(text);
      assertThat(vocabulary.decode(ids)).isEqualTo(text);
      assertThat(vocabulary.cut(text)).hasSize(ids.length());
    }
    assertThat(vocabulary.token(vocabulary.lineEnd().orElseThrow())).isEqualTo("Ċ");
    assertThat(vocabulary.cut("y el")).containsExactly("y", "Ġel");
  }

  @Test
  void chunksAreRunsWithTheSpaceBeforeThem() {
    List<String> chunks = new ArrayList<>();
    Chunks.of("¿Qué es  eso? 12 niños\n\n  don't e\u0301l ", chunks::add);
    assertThat(chunks)
        .containsExactly(
            "¿",
            "Qué",
            " es",
            " ",
            " eso",
            "?",
            " 12",
            " niños",
            "\n\n ",
            " don",
            "'",
            "t",
            " e\u0301l",
            " ");
    chunks.clear();
    Chunks.of("a".repeat(600), chunks::add);
    assertThat(chunks).extracting(String::length).containsExactly(256, 256, 88);
  }

  @Test
  void mergesOfPiecesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> new BytePairs(List.of("a b", "abc d")))
        .hasMessage("merge 2, 'abc d', is of no two earlier pieces");
    assertThatThrownBy(() -> new BytePairs(List.of("ab"))).hasMessageContaining("merge 1");
    // "a" "bc" and "ab" "c" are one piece.
    assertThat(new BytePairs(List.of("a b", "ab c", "b c", "a bc")).tokens()).hasSize(256 + 3);
  }
}
