package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.Transition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** γ = 0.5 and rewards that are powers of ten, so that every sum can be read off. */
class NStepAccumulatorTest {
  private record Item(
      long observation, int action, double nStepReturn, long next, double discount) {}

  private final List<Item> items = new ArrayList<>();

  private void feed(NStepAccumulator accumulator, Transition transition) {
    accumulator.add(
        transition,
        (long) transition.observation()[0],
        (long) transition.nextObservation()[0],
        (frame, actions, row, nStepReturn, next, discount) ->
            items.add(new Item(frame, actions.index(row), nStepReturn, next, discount)));
  }

  /** From observation t to t + 1 by action t + 10. */
  private static Transition step(int t, double reward, boolean terminated, boolean truncated) {
    return Runs.transition(
        new float[] {t}, t + 10, reward, new float[] {t + 1}, terminated, truncated);
  }

  @Test
  void oneStepPassesOn() {
    NStepAccumulator accumulator = new NStepAccumulator(1, 0.5);
    feed(accumulator, step(0, 1, false, false));
    feed(accumulator, step(1, 10, true, false));
    feed(accumulator, step(5, 100, false, true));
    assertThat(items)
        .containsExactly(
            new Item(0, 10, 1, 1, 0.5), new Item(1, 11, 10, 2, 0), new Item(5, 15, 100, 6, 0.5));
  }

  @Test
  void threeStepsWithinAnEpisode() {
    NStepAccumulator accumulator = new NStepAccumulator(3, 0.5);
    feed(accumulator, step(0, 1, false, false));
    feed(accumulator, step(1, 10, false, false));
    assertThat(items).isEmpty();
    feed(accumulator, step(2, 100, false, false));
    // 1 + 10/2 + 100/4 = 31, γ³ = 1/8
    assertThat(items).containsExactly(new Item(0, 10, 31, 3, 0.125));
    feed(accumulator, step(3, 1000, false, false));
    // 10 + 100/2 + 1000/4 = 310
    assertThat(items).last().isEqualTo(new Item(1, 11, 310, 4, 0.125));
  }

  @Test
  void terminationEndsTheSumsAndTheValue() {
    NStepAccumulator accumulator = new NStepAccumulator(3, 0.5);
    feed(accumulator, step(0, 1, false, false));
    feed(accumulator, step(1, 10, false, false));
    feed(accumulator, step(2, 100, false, false));
    feed(accumulator, step(3, 1000, true, false));
    // 31; then 310 over three steps, 100 + 1000/2 over two, 1000 over one
    assertThat(items)
        .containsExactly(
            new Item(0, 10, 31, 3, 0.125),
            new Item(1, 11, 310, 4, 0),
            new Item(2, 12, 600, 4, 0),
            new Item(3, 13, 1000, 4, 0));
  }

  @Test
  void timeLimitEndsTheSumsButBootstraps() {
    NStepAccumulator accumulator = new NStepAccumulator(3, 0.5);
    feed(accumulator, step(0, 1, false, false));
    feed(accumulator, step(1, 10, false, true));
    // An episode shorter than n: γ^k with k = 2 and 1.
    assertThat(items).containsExactly(new Item(0, 10, 6, 2, 0.25), new Item(1, 11, 10, 2, 0.5));
    // The next episode knows nothing of it.
    feed(accumulator, step(7, 2, false, false));
    feed(accumulator, step(8, 4, false, false));
    feed(accumulator, step(9, 8, false, false));
    assertThat(items).hasSize(3).last().isEqualTo(new Item(7, 17, 6, 10, 0.125));
  }

  @Test
  void bothEndingsAtOnceCountAsTermination() {
    NStepAccumulator accumulator = new NStepAccumulator(2, 0.5);
    feed(accumulator, step(0, 1, true, true));
    assertThat(items).containsExactly(new Item(0, 10, 1, 1, 0));
  }

  @Test
  void savedInTheMiddleOfASequence() throws IOException {
    NStepAccumulator original = new NStepAccumulator(3, 0.5);
    for (int t = 0; t < 4; t++) {
      feed(original, step(t, Math.pow(10, t), false, false));
    }
    NStepAccumulator restored = new NStepAccumulator(3, 0.5);
    Runs.load(restored, Runs.save(original));
    items.clear();
    feed(restored, step(4, 10_000, false, false));
    // 100 + 1000/2 + 10000/4 = 3100
    assertThat(items).containsExactly(new Item(2, 12, 3100, 5, 0.125));
  }
}
