package dev.ensayo.sequence.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochBatchesTest {
  private static final int SEQUENCES = 1003;
  private static final int BATCH = 8;

  /** Lengths 1 to 97, in an order that has nothing to do with them. */
  private static final ImmutableIntArray LENGTHS =
      ImmutableIntArray.copyOf(IntStream.range(0, SEQUENCES).map(i -> 1 + i * 31 % 97));

  private static EpochBatches batches(long seed) {
    return new EpochBatches(LENGTHS, BATCH, new SeedSequence(seed));
  }

  private static List<ImmutableIntArray> epoch(EpochBatches batches) {
    List<ImmutableIntArray> epoch = new ArrayList<>();
    do {
      epoch.add(batches.next());
    } while (!batches.atStart());
    return epoch;
  }

  @Test
  void anEpochHasEachSequenceOnceInBatchesOfWhichOneIsSmaller() {
    EpochBatches batches = batches(1);
    for (int number = 0; number < 3; number++) {
      List<ImmutableIntArray> epoch = epoch(batches);
      assertThat(epoch).hasSize(126).hasSize(batches.perEpoch());
      assertThat(epoch.stream().filter(batch -> batch.length() != BATCH)).hasSize(1);
      assertThat(epoch.stream().flatMapToInt(ImmutableIntArray::stream).sorted().toArray())
          .isEqualTo(IntStream.range(0, SEQUENCES).toArray());
    }
  }

  @Test
  void sequencesOfOneBatchAreOfAboutOneLength() {
    int filled = 0;
    int tokens = 0;
    for (ImmutableIntArray batch : epoch(batches(1))) {
      int longest = batch.stream().map(LENGTHS::get).max().orElseThrow();
      filled += longest * batch.length();
      tokens += batch.stream().map(LENGTHS::get).sum();
    }
    // A batch of 8 of U(1, 97) has an expected maximum of 97 · 8/9 = 86 and fills up 43 %; within
    // a pool of 256, 8 neighbours are 97 · 7/257 = 2.6 apart, of which half is filled up: 3 %.
    assertThat(filled / (double) tokens).isLessThan(1.05);
  }

  @Test
  void epochsAndSeedsDifferAndEqualSeedsDoNot() {
    EpochBatches one = batches(1);
    List<ImmutableIntArray> first = epoch(one);
    assertThat(epoch(one)).isNotEqualTo(first);
    assertThat(epoch(batches(2))).isNotEqualTo(first);
    assertThat(epoch(batches(1))).isEqualTo(first);
  }

  @Test
  void shortAndLongComeInNoOrder() {
    List<Integer> lengths =
        epoch(batches(3)).stream().map(batch -> LENGTHS.get(batch.get(0))).toList();
    int rises = 0;
    for (int i = 1; i < lengths.size(); i++) {
      rises += lengths.get(i) > lengths.get(i - 1) ? 1 : 0;
    }
    // Of 125 neighbours half rise, give or take a standard deviation of √(126/12) = 3.2.
    assertThat(rises).isBetween(45, 80);
  }

  @Test
  void goesOnInTheMiddleOfAnEpoch() throws IOException {
    EpochBatches straight = batches(5);
    for (int i = 0; i < 170; i++) {
      straight.next();
    }
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(saved);
    straight.saveState(writer);
    writer.flush();
    EpochBatches resumed = batches(5);
    resumed.next();
    resumed.loadState(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
    for (int i = 0; i < 200; i++) {
      assertThat(resumed.next()).isEqualTo(straight.next());
      assertThat(resumed.atStart()).isEqualTo(straight.atStart());
    }
  }

  @Test
  void aTestReadsFromShortToLong() {
    List<ImmutableIntArray> batches =
        ByLength.batches(ImmutableIntArray.of(5, 2, 9, 2, 5, 1, 7), 3);
    assertThat(batches)
        .containsExactly(
            ImmutableIntArray.of(5, 1, 3), ImmutableIntArray.of(0, 4, 6), ImmutableIntArray.of(2));
    assertThat(ByLength.batches(ImmutableIntArray.of(), 3)).isEmpty();
  }
}
