package dev.ensayo.environments.sequencetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceTasksTest {
  private static SequenceTask copy(String settings) {
    return new CopyMemoryProvider().open(Settings.of(CopyMemoryConfig.class, settings));
  }

  private static SequenceTask adding(String settings) {
    return new AddingProblemProvider().open(Settings.of(AddingProblemConfig.class, settings));
  }

  static Stream<SequenceTask> tasks() {
    return Stream.of(copy("{delay: 7}"), adding("{length: 9}"));
  }

  private static SequenceTaskBatch next(SequenceTask task, SequenceTaskStream stream, int size) {
    SequenceTaskBatch batch = new SequenceTaskBatch(task.spec(), size);
    stream.next(batch);
    return batch;
  }

  /** Arjovsky, Shah and Bengio 2016, section 4.1: the baseline is 10 log 8 / (T + 20). */
  @Test
  void theBaselineOfCopyMemoryIsThePublishedOne() {
    assertThat(copy("{delay: 100}").spec().baselineLoss())
        .isCloseTo(10 * Math.log(8) / 120, within(1e-15));
    assertThat(copy("{delay: 100, counted: recalled}").spec().baselineLoss())
        .isCloseTo(Math.log(8), within(1e-15));
    assertThat(copy("{delay: 30, length: 3, symbols: 5}").spec().baselineLoss())
        .isCloseTo(3 * Math.log(5) / 36, within(1e-15));
  }

  @Test
  void copyMemoryShowsSymbolsBlanksTheDelimiterAndBlanks() {
    SequenceTask task = copy("{delay: 4, length: 3, symbols: 5, counted: recalled}");
    assertThat(task.spec())
        .isEqualTo(
            new SequenceTaskSpec(
                SequenceTaskSpec.Input.TOKENS,
                7,
                SequenceTaskSpec.Target.TOKENS,
                6,
                10,
                Math.log(5)));
    SequenceTaskBatch batch = next(task, task.stream(new SeedSequence(3)), 2);
    for (int b = 0; b < 2; b++) {
      int[] read = column(batch.tokens(), b, 2);
      int[] answers = column(batch.targetTokens(), b, 2);
      assertThat(read).startsWith(answers[7], answers[8], answers[9]);
      assertThat(Arrays.copyOfRange(read, 3, 10)).containsExactly(5, 5, 5, 6, 5, 5, 5);
      assertThat(Arrays.copyOf(answers, 7)).containsOnly(5);
      assertThat(Arrays.stream(answers, 7, 10)).allMatch(x -> x >= 0 && x < 5);
      for (int t = 0; t < 10; t++) {
        assertThat(batch.counts()[2 * t + b]).isEqualTo(t < 7 ? 0f : 1f);
      }
    }
  }

  private static int[] column(int[] all, int b, int sequences) {
    int[] column = new int[all.length / sequences];
    for (int t = 0; t < column.length; t++) {
      column[t] = all[t * sequences + b];
    }
    return column;
  }

  @Test
  void everySymbolIsEquallyLikelyAtEveryPlace() {
    SequenceTask task = copy("{delay: 1}");
    int sequences = 20_000;
    SequenceTaskBatch batch = next(task, task.stream(new SeedSequence(1)), sequences);
    for (int place = 0; place < 10; place++) {
      double chiSquared = 0;
      int[] counts = new int[8];
      for (int b = 0; b < sequences; b++) {
        counts[batch.tokens()[place * sequences + b]]++;
      }
      for (int count : counts) {
        chiSquared += Math.pow(count - sequences / 8.0, 2) / (sequences / 8.0);
      }
      assertThat(chiSquared).as("place %s", place).isLessThan(29.9); // 7 degrees, p = 1e-4
    }
  }

  /** The score of the answer that needs no memory, on drawn examples. */
  @Test
  void theBaselineOfCopyMemoryIsReachedWithoutMemory() {
    SequenceTask task = copy("{delay: 12}");
    SequenceTaskBatch batch = next(task, task.stream(new SeedSequence(5)), 50);
    double nats = 0;
    double counted = 0;
    for (int i = 0; i < batch.targetTokens().length; i++) {
      int t = i / batch.sequences();
      double p = t < 22 ? (batch.targetTokens()[i] == 8 ? 1 : 0) : 1.0 / 8;
      nats -= batch.counts()[i] * Math.log(p);
      counted += batch.counts()[i];
    }
    assertThat(nats / counted).isCloseTo(task.spec().baselineLoss(), within(1e-12));
  }

  @Test
  void addingMarksOneNumberInEachHalfAndAsksForTheirSum() {
    SequenceTask task = adding("{length: 9}");
    int sequences = 3000;
    SequenceTaskBatch batch = next(task, task.stream(new SeedSequence(2)), sequences);
    int[] marked = new int[9];
    for (int b = 0; b < sequences; b++) {
      float sum = 0;
      int inFirstHalf = 0;
      int marks = 0;
      for (int t = 0; t < 9; t++) {
        float value = batch.vectors()[2 * (t * sequences + b)];
        float marker = batch.vectors()[2 * (t * sequences + b) + 1];
        assertThat(value).isBetween(0f, Math.nextDown(1f));
        if (marker == 1) {
          sum += value;
          marks++;
          marked[t]++;
          inFirstHalf += t < 4 ? 1 : 0;
        } else {
          assertThat(marker).isZero();
        }
      }
      assertThat(marks).isEqualTo(2);
      assertThat(inFirstHalf).isEqualTo(1);
      assertThat(batch.targetNumbers()[b]).isEqualTo(sum);
    }
    assertThat(Arrays.stream(marked).min().orElseThrow()).isGreaterThan(400);
  }

  /** Variance of the sum of two uniform numbers: 2 · 1/12 = 0.1667. */
  @Test
  void theBaselineOfAddingIsTheVarianceOfTheSum() {
    SequenceTask task = adding("{length: 4}");
    assertThat(task.spec().baselineLoss()).isEqualTo(2.0 / 12);
    int sequences = 200_000;
    SequenceTaskBatch batch = next(task, task.stream(new SeedSequence(4)), sequences);
    double squares = 0;
    for (float sum : batch.targetNumbers()) {
      squares += (sum - 1) * (sum - 1);
    }
    // The variance of (x + y - 1)^2 is 7/180, so five standard errors are 0.0022.
    assertThat(squares / sequences).isCloseTo(2.0 / 12, within(0.0022));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theSameSeedsGiveTheSameExamplesAndAStreamGoesOnWhereItWasSaved(SequenceTask task)
      throws IOException {
    SequenceTaskStream stream = task.stream(new SeedSequence(11));
    SequenceTaskStream same = task.stream(new SeedSequence(11));
    assertSame(next(task, stream, 3), next(task, same, 3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(bytes);
    stream.saveState(writer);
    writer.flush();
    SequenceTaskStream restored = task.stream(new SeedSequence(12));
    restored.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    SequenceTaskBatch going = next(task, stream, 5);
    assertSame(next(task, restored, 5), going);
    SequenceTaskBatch other = next(task, task.stream(new SeedSequence(12)), 5);
    assertThat(other.tokens().length + other.vectors().length).isPositive();
    assertThat(
            Arrays.equals(other.tokens(), going.tokens())
                && Arrays.equals(other.vectors(), going.vectors()))
        .isFalse();
  }

  private static void assertSame(SequenceTaskBatch one, SequenceTaskBatch two) {
    assertThat(one.tokens()).isEqualTo(two.tokens());
    assertThat(one.vectors()).isEqualTo(two.vectors());
    assertThat(one.targetTokens()).isEqualTo(two.targetTokens());
    assertThat(one.targetNumbers()).isEqualTo(two.targetNumbers());
    assertThat(one.counts()).isEqualTo(two.counts());
  }

  @Test
  void aBatchOfAnotherLengthIsRefused() {
    SequenceTaskBatch batch = new SequenceTaskBatch(adding("{length: 5}").spec(), 1);
    SequenceTaskStream stream = adding("{length: 6}").stream(new SeedSequence(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.next(batch))
        .withMessageContaining("5")
        .withMessageContaining("6");
  }
}
