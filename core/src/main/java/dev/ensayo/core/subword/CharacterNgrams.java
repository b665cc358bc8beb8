package dev.ensayo.core.subword;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.charset.StandardCharsets;

/**
 * The character n-grams of a word between {@code <} and {@code >}, each as the number of a bucket
 * (Bojanowski, Grave, Joulin and Mikolov, "Enriching word vectors with subword information", TACL
 * 2017, sections 3.2 and 4.3). The buckets are those of fastText, byte by byte.
 */
public final class CharacterNgrams {
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 16_777_619;

  private final Subwords settings;

  public CharacterNgrams(Subwords settings) {
    this.settings = settings;
  }

  /** The buckets of a word's n-grams in the order they stand, with repetitions. */
  public ImmutableIntArray buckets(String word) {
    byte[] bytes = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
    ImmutableIntArray.Builder found = ImmutableIntArray.builder();
    for (int from = 0; from < bytes.length; from++) {
      if (!continues(bytes, from)) {
        addFrom(bytes, from, found);
      }
    }
    return found.build();
  }

  private void addFrom(byte[] bytes, int from, ImmutableIntArray.Builder found) {
    int hash = FNV_OFFSET;
    int at = from;
    for (int n = 1; n <= settings.longest() && at < bytes.length; n++) {
      do {
        // A byte above 127 counts as negative, as fastText has it.
        hash = (hash ^ bytes[at]) * FNV_PRIME;
        at++;
      } while (continues(bytes, at));
      boolean isEdge = n == 1 && (from == 0 || at == bytes.length);
      if (n >= settings.shortest() && !isEdge) {
        found.add(Integer.remainderUnsigned(hash, settings.buckets()));
      }
    }
  }

  /** Whether a byte is not the first of its character. */
  private static boolean continues(byte[] bytes, int at) {
    return at < bytes.length && (bytes[at] & 0xc0) == 0x80;
  }
}
