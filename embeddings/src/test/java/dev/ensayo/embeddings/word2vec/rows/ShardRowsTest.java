package dev.ensayo.embeddings.word2vec.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardRowsTest {
  /** Row 0 is 1; shards make it 3 and 6: 1 + 2 + 5 = 8. Row 1 is touched by the second only. */
  @Test
  void changesOfShardsAreAddedUp() {
    float[] matrix = {1, 10, 100};
    ShardRows first = new ShardRows(matrix, 1);
    ShardRows second = new ShardRows(matrix, 1);
    first.read(0, 0)[0] = 3;
    second.write(0, copyOf(second.read(0, 0), 6));
    second.write(1, copyOf(second.read(1, 0), 12));
    for (int part = 0; part < 2; part++) {
      ShardRows.merge(new ShardRows[] {first, second}, part, 2);
    }
    assertThat(matrix).containsExactly(8, 12, 100);
    first.clear();
    second.clear();
    assertThat(second.read(1, 0)).containsExactly(12);
  }

  private static float[] copyOf(float[] read, float value) {
    assertThat(read).hasSize(1);
    return new float[] {value};
  }
}
