package dev.ensayo.core.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import org.junit.jupiter.api.Test;

class CharacterNgramsTest {
  private static int[] buckets(String settings, String word) {
    return new CharacterNgrams(Settings.of(Subwords.class, settings)).buckets(word).toArray();
  }

  /**
   * By fastText's Dictionary::computeSubwords and Dictionary::hash, written out in Python: x = (x ^
   * byte as int8) * 16777619 mod 2³² from 2166136261 on. The n-grams are {@code <ni <niñ niñ niño
   * iño iño> ño>}; without the sign those with ñ would lie elsewhere.
   */
  @Test
  void bucketsAreThoseOfFastText() {
    assertThat(buckets("{shortest: 3, longest: 4, buckets: 1000}", "niño"))
        .containsExactly(938, 38, 336, 629, 433, 909, 308);
    // <日本 <日本> 日本>
    assertThat(buckets("{}", "日本")).containsExactly(758587, 1313759, 196157);
  }

  /** The edges alone are no n-grams: {@code <a <a> a a>}. */
  @Test
  void edgesAreNotCountedAlone() {
    assertThat(buckets("{shortest: 1, longest: 3}", "a"))
        .containsExactly(1008750, 1087600, 2220, 1614806);
  }

  /** FNV-1a's published value for "foobar" is 0xbf9cf968, and 0xe40c292c for "a". */
  @Test
  void theHashIsFnv1a() {
    assertThat(buckets("{shortest: 1, longest: 1, buckets: 1000000000}", "a"))
        .containsExactly((int) (0xe40c292cL % 1_000_000_000));
    assertThat(buckets("{shortest: 6, longest: 6, buckets: 1000000000}", "foobar"))
        .hasSize(3)
        .contains((int) (0xbf9cf968L % 1_000_000_000));
  }

  /** The paper's where, n from 3 to 6: 14 n-grams with those of the whole word left to its row. */
  @Test
  void whereHasThoseOfThePaper() {
    assertThat(buckets("{}", "where")).hasSize(14);
    assertThat(buckets("{shortest: 3, longest: 3}", "where")).hasSize(5);
  }

  @Test
  void shortestIsNotLongerThanLongest() {
    assertThatThrownBy(() -> Settings.of(Subwords.class, "{shortest: 5, longest: 4}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be at most longest (4), not 5");
  }
}
