package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A buffer that keeps each observation once draws the batches of {@link PlainReplayBuffer}, which
 * keeps them apart, whatever the episodes: ends of tasks and of time, n steps, wrap-around, and
 * transitions that do not follow each other.
 */
class SameBatchesTest {
  private static final List<ObservationSpec> OBSERVATIONS =
      List.of(
          ObservationSpec.continuous(3),
          ObservationSpec.continuous(40),
          ObservationSpec.bytes(2, 3, 3),
          ObservationSpec.bits(4, 5, 5),
          ObservationSpec.bits(7),
          ObservationSpec.discrete(9));

  @Test
  void drawsTheSameWhateverTheEpisodes() throws IOException {
    RandomStream random = new SeedSequence(29).stream("episodes");
    for (int run = 0; run < 120; run++) {
      ObservationSpec observation = OBSERVATIONS.get(run % OBSERVATIONS.size());
      int capacity = 1 + random.nextInt(60);
      int nStep = 1 + random.nextInt(4);
      compare(observation, capacity, nStep, 1 + random.nextInt(30), random);
    }
  }

  private static void compare(
      ObservationSpec observation, int capacity, int nStep, int episode, RandomStream random)
      throws IOException {
    ReplayBuffer buffer = buffer(observation, capacity, nStep);
    PlainReplayBuffer plain = new PlainReplayBuffer(capacity, nStep, 0.9);
    float[] now = draw(observation, random);
    for (int step = 0; step < 300; step++) {
      if (random.nextInt(50) == 0) {
        now = draw(observation, random); // a transition that does not follow the one before
      }
      float[] next = draw(observation, random);
      boolean terminated = random.nextInt(2 * episode) == 0;
      boolean truncated = random.nextInt(2 * episode) == 0;
      Transition transition =
          Runs.transition(
              now, random.nextInt(4), random.nextGaussian(), next, terminated, truncated);
      buffer.add(transition);
      plain.add(transition);
      assertThat(buffer.size()).isEqualTo(plain.size());
      now = transition.endsEpisode() ? draw(observation, random) : next;
      if (step == 150) {
        ReplayBuffer restored = buffer(observation, capacity, nStep);
        byte[] saved = Runs.save(buffer);
        Runs.load(restored, saved);
        assertThat(Runs.save(restored)).isEqualTo(saved);
        buffer = restored;
      }
      if (step % 7 == 0 && plain.size() > 0) {
        checkBatch(buffer, plain, observation.size());
      }
    }
  }

  private static ReplayBuffer buffer(ObservationSpec observation, int capacity, int nStep) {
    return new ReplayBuffer(
        capacity,
        1,
        observation,
        new NStepAccumulator(nStep, 0.9),
        new UniformSampler(new SeedSequence(3).stream("replay")));
  }

  private static float[] draw(ObservationSpec observation, RandomStream random) {
    float[] numbers = new float[observation.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (observation.kind()) {
            case CONTINUOUS -> (float) random.nextGaussian();
            case BYTES -> random.nextInt(256);
            case BITS -> random.nextInt(2);
            case DISCRETE -> random.nextInt(observation.states());
          };
    }
    return numbers;
  }

  private static void checkBatch(ReplayBuffer buffer, PlainReplayBuffer plain, int size) {
    TransitionBatch batch = new TransitionBatch(16, size);
    buffer.sample(batch, 0);
    for (int b = 0; b < batch.size(); b++) {
      PlainReplayBuffer.Item item = plain.get(batch.slots()[b]);
      assertThat(Arrays.copyOfRange(batch.observations(), b * size, (b + 1) * size))
          .isEqualTo(item.observation());
      assertThat(Arrays.copyOfRange(batch.nextObservations(), b * size, (b + 1) * size))
          .isEqualTo(item.next());
      assertThat(batch.actions()[b]).isEqualTo(item.action());
      assertThat(batch.returns()[b]).isEqualTo(item.gain());
      assertThat(batch.discounts()[b]).isEqualTo(item.discount());
    }
  }

  /** Episodes of ten steps take eleven observations for ten items. */
  @Test
  void eachObservationIsKeptOnce() {
    FrameStore<?> frames = FrameStore.of(ObservationSpec.continuous(1000), 2000);
    for (int i = 0; i < 5000; i++) {
      long frame = frames.append(new float[1000]);
      if (frame >= 500) {
        frames.forgetBefore(frame - 500);
      }
    }
    // 16 rows of 1,000 numbers a chunk: 501 remembered in 32 or 33 chunks, and one that is reused.
    assertThat(frames.chunksTaken()).isLessThanOrEqualTo(34);
  }

  @Test
  void aLongerRunGoesOnWithMoreRoom() throws IOException {
    ObservationSpec observation = ObservationSpec.bits(10);
    ReplayBuffer shorter = buffer(observation, 20, 1);
    ReplayBuffer longer = buffer(observation, 50, 1);
    PlainReplayBuffer plain = new PlainReplayBuffer(50, 1, 0.9);
    RandomStream random = new SeedSequence(31).stream("episodes");
    for (int step = 0; step < 70; step++) {
      if (step == 20) { // just full
        Runs.load(longer, Runs.save(shorter));
      }
      Transition transition =
          Runs.transition(
              draw(observation, random), 1, step, draw(observation, random), false, false);
      (step < 20 ? shorter : longer).add(transition);
      plain.add(transition);
    }
    checkBatch(longer, plain, observation.size());
  }
}
