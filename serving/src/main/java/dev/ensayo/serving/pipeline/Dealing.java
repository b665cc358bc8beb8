package dev.ensayo.serving.pipeline;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals rows to what is trained on and what is held out, by a hash of all cells but the answer: a
 * row that comes again goes where it went before, be its answer corrected or not.
 *
 * @param training rows of it
 * @param heldOut the others
 */
record Dealing(List<Integer> training, List<Integer> heldOut) {
  private static final double SCALE = 0x1p-53;
  private static final int UNUSED_BITS = 11;

  /**
   * Deals rows.
   *
   * @param target the column of the answer
   * @param share of the rows that is held out, in (0, 1)
   */
  static Dealing of(CsvRows rows, String target, double share, long seed) {
    int answer = rows.columns().indexOf(target);
    List<Integer> training = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    IntStream.range(0, rows.size())
        .forEach(
            row ->
                (place(rows.rows().get(row), answer, seed) < share ? heldOut : training).add(row));
    return new Dealing(training, heldOut);
  }

  /** A number in [0, 1). */
  private static double place(List<String> cells, int answer, long seed) {
    Hasher hasher = Hashing.sha256().newHasher().putLong(seed);
    for (int c = 0; c < cells.size(); c++) {
      if (c != answer) {
        byte[] cell = cells.get(c).getBytes(StandardCharsets.UTF_8);
        hasher.putInt(cell.length).putBytes(cell);
      }
    }
    return (hasher.hash().asLong() >>> UNUSED_BITS) * SCALE;
  }
}
