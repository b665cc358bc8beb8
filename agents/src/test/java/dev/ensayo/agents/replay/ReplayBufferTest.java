package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  /** Picks the slots in order and writes down what it hears, as a prioritized sampler would. */
  private static final class InOrder implements Sampler {
    private final List<Integer> added = new ArrayList<>();
    private final List<Float> errors = new ArrayList<>();

    @Override
    public void onAdd(int slot) {
      added.add(slot);
    }

    @Override
    public void sample(int size, long step, int count, int[] slots, float[] weights) {
      for (int b = 0; b < count; b++) {
        slots[b] = b % size;
        weights[b] = 0.5f + b;
      }
    }

    @Override
    public void onTdErrors(int[] slots, float[] tdErrors, int count) {
      IntStream.range(0, count).forEach(b -> errors.add(slots[b] + tdErrors[b]));
    }

    @Override
    public void saveState(StateWriter out) {}

    @Override
    public void loadState(StateReader in) {}
  }

  private static ReplayBuffer buffer(
      int capacity, ObservationSpec observation, int nStep, Sampler sampler) {
    return new ReplayBuffer(capacity, 1, observation, new NStepAccumulator(nStep, 0.9), sampler);
  }

  private static void add(ReplayBuffer buffer, int t) {
    buffer.add(
        Runs.transition(
            new float[] {t, -t}, t % 3, t / 2.0, new float[] {t + 1, -t - 1}, t % 4 == 3, false));
  }

  @Test
  void newestReplaceOldest() {
    InOrder sampler = new InOrder();
    ReplayBuffer buffer = buffer(3, ObservationSpec.continuous(2), 1, sampler);
    for (int t = 0; t < 5; t++) {
      add(buffer, t);
    }
    assertThat(buffer.size()).isEqualTo(3);
    assertThat(sampler.added).containsExactly(0, 1, 2, 0, 1);
    TransitionBatch batch = new TransitionBatch(3, 2);
    buffer.sample(batch, 0);
    // Slots hold t = 3, 4, 2; t = 3 terminated.
    assertThat(batch.observations()).containsExactly(3, -3, 4, -4, 2, -2);
    assertThat(batch.nextObservations()).containsExactly(4, -4, 5, -5, 3, -3);
    assertThat(batch.actions()).containsExactly(0, 1, 2);
    assertThat(batch.returns()).containsExactly(1.5f, 2f, 1f);
    assertThat(batch.discounts()).containsExactly(0f, 0.9f, 0.9f);
    assertThat(batch.weights()).containsExactly(0.5f, 1.5f, 2.5f);
  }

  @Test
  void samplerHearsOfErrorsOfItsPicks() {
    InOrder sampler = new InOrder();
    ReplayBuffer buffer = buffer(4, ObservationSpec.continuous(2), 1, sampler);
    add(buffer, 0);
    add(buffer, 1);
    TransitionBatch batch = new TransitionBatch(3, 2);
    buffer.sample(batch, 0);
    buffer.reportTdErrors(batch, new float[] {0.25f, 0.5f, 0.75f});
    // slots 0, 1, 0
    assertThat(sampler.errors).containsExactly(0.25f, 1.5f, 0.75f);
  }

  @Test
  void bytesAreKeptWithoutLoss() {
    ReplayBuffer buffer = buffer(2, ObservationSpec.bytes(1, 2, 128), 1, new InOrder());
    float[] all = new float[256];
    float[] reversed = new float[256];
    for (int i = 0; i < 256; i++) {
      all[i] = i;
      reversed[i] = 255 - i;
    }
    buffer.add(Runs.transition(all, 0, 0, reversed, false, false));
    TransitionBatch batch = new TransitionBatch(1, 256);
    buffer.sample(batch, 0);
    assertThat(batch.observations()).isEqualTo(all);
    assertThat(batch.nextObservations()).isEqualTo(reversed);
  }

  @Test
  void longRowsAreCopiedWhole() {
    ReplayBuffer buffer = buffer(2, ObservationSpec.continuous(40), 1, new InOrder());
    float[] row = new float[40];
    float[] next = new float[40];
    for (int i = 0; i < 40; i++) {
      row[i] = i * 0.1f;
      next[i] = -i;
    }
    buffer.add(Runs.transition(next, 0, 0, row, false, false));
    buffer.add(Runs.transition(row, 0, 0, next, false, false));
    TransitionBatch batch = new TransitionBatch(2, 40);
    buffer.sample(batch, 0);
    float[] second = new float[40];
    System.arraycopy(batch.observations(), 40, second, 0, 40);
    assertThat(second).isEqualTo(row);
  }

  @Test
  void nStepItemsSkipObservations() {
    ReplayBuffer buffer = buffer(10, ObservationSpec.discrete(50), 3, new InOrder());
    for (int t = 0; t < 4; t++) {
      buffer.add(Runs.transition(new float[] {t}, 1, 1, new float[] {t + 1}, false, t == 3));
    }
    // Items from 0 and 1 over three steps, and at the time limit from 2 and 3.
    assertThat(buffer.size()).isEqualTo(4);
    TransitionBatch batch = new TransitionBatch(4, 1);
    buffer.sample(batch, 0);
    assertThat(batch.observations()).containsExactly(0, 1, 2, 3);
    assertThat(batch.nextObservations()).containsExactly(3, 4, 4, 4);
    // 1 + 0.9 + 0.81 = 2.71 and 0.729
    assertThat(batch.returns()).containsExactly(2.71f, 2.71f, 1.9f, 1f);
    assertThat(batch.discounts()).containsExactly(0.729f, 0.729f, 0.81f, 0.9f);
  }

  @Test
  void emptyBufferCannotBeSampled() {
    ReplayBuffer buffer = buffer(2, ObservationSpec.continuous(2), 1, new InOrder());
    assertThatThrownBy(() -> buffer.sample(new TransitionBatch(1, 2), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void savedBufferGivesTheSameBatches() throws IOException {
    for (ObservationSpec spec : List.of(ObservationSpec.continuous(2), ObservationSpec.bytes(2))) {
      ReplayBuffer original = uniform(spec);
      for (int t = 0; t < 13; t++) {
        original.add(
            Runs.transition(
                new float[] {t, 2 * t}, t % 3, t, new float[] {t + 1, 2 * t + 2}, false, false));
      }
      ReplayBuffer restored = uniform(spec);
      Runs.load(restored, Runs.save(original));
      assertThat(restored.size()).isEqualTo(original.size());
      TransitionBatch expected = new TransitionBatch(20, 2);
      TransitionBatch actual = new TransitionBatch(20, 2);
      original.sample(expected, 0);
      restored.sample(actual, 0);
      assertThat(actual.slots()).isEqualTo(expected.slots());
      assertThat(actual.observations()).isEqualTo(expected.observations());
      assertThat(actual.nextObservations()).isEqualTo(expected.nextObservations());
      assertThat(actual.returns()).isEqualTo(expected.returns());
      assertThat(actual.discounts()).isEqualTo(expected.discounts());
      assertThat(actual.actions()).isEqualTo(expected.actions());
      assertThat(Runs.save(restored)).isEqualTo(Runs.save(original));
    }
  }

  @Test
  void addingAndSamplingAllocateNothing() {
    ReplayBuffer buffer = uniform(ObservationSpec.continuous(2));
    TransitionBatch batch = new TransitionBatch(20, 2);
    Transition transition =
        Runs.transition(new float[] {1, 2}, 1, 1, new float[] {2, 3}, false, false);
    buffer.add(transition);
    addAndSample(buffer, transition, batch, 100);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    addAndSample(buffer, transition, batch, 1000);
    // One object a step would be 16,000 bytes; a few objects in all are the measurement's own.
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(4000);
  }

  private static void addAndSample(
      ReplayBuffer buffer, Transition transition, TransitionBatch batch, int times) {
    for (int i = 0; i < times; i++) {
      buffer.add(transition);
      buffer.sample(batch, 0);
    }
  }

  private static ReplayBuffer uniform(ObservationSpec spec) {
    return buffer(8, spec, 2, new UniformSampler(new SeedSequence(3).stream("replay")));
  }
}
