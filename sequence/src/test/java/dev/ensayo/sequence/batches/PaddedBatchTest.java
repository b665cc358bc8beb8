package dev.ensayo.sequence.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {
  private final PaddedBatch batch = new PaddedBatch();

  @Test
  void fillsUpBehindTheEnd() {
    batch.begin(2, 3);
    batch.put(0, new int[] {7});
    batch.put(1, new int[] {4, 5, 6});
    assertThat(Arrays.copyOf(batch.tokens(), 6)).containsExactly(7, 4, 0, 5, 0, 6);
    assertThat(Arrays.copyOf(batch.mask(), 6)).containsExactly(1, 1, 0, 1, 0, 1);
    assertThat(batch.count()).isEqualTo(4);
    assertThat(batch.length(0)).isEqualTo(1);
  }

  @Test
  void keepsNothingOfALargerBatchBefore() {
    batch.begin(3, 4);
    for (int b = 0; b < 3; b++) {
      batch.put(b, new int[] {1, 2, 3, 4});
    }
    assertThat(batch.mask()).isNull();
    batch.begin(2, 2);
    batch.put(0, new int[] {9, 9});
    batch.put(1, new int[] {8});
    assertThat(Arrays.copyOf(batch.tokens(), 4)).containsExactly(9, 8, 9, 0);
    assertThat(Arrays.copyOf(batch.mask(), 4)).containsExactly(1, 1, 1, 0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    batch.begin(1, 2);
    assertThatThrownBy(() -> batch.put(0, new int[] {1, 2, 3}))
        .hasMessage("3 tokens do not fit into 2 steps");
    assertThatThrownBy(() -> batch.put(0, new int[0])).hasMessageContaining("0 tokens");
  }
}
