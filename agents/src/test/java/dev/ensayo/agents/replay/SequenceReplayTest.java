package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows of episodes whose observations count the steps taken so far, whose states are their
 * negative, and whose reward is a power of two of the step in the episode, beside lists of what
 * happened.
 */
class SequenceReplayTest {
  private static final double DISCOUNT = 0.5;
  private static final ObservationSpec OBSERVATION = ObservationSpec.continuous(1);

  /** What happened in an episode. */
  private record Episode(int first, int steps, boolean terminated) {
    /** G of a step, and D in the second place. */
    double[] nStep(int t, int n) {
      int k = Math.min(n, steps - t);
      double sum = 0;
      for (int i = 0; i < k; i++) {
        sum += Math.pow(DISCOUNT, i) * reward(t + i);
      }
      boolean over = terminated && t + k == steps;
      return new double[] {sum, over ? 0 : Math.pow(DISCOUNT, k), k};
    }
  }

  private static double reward(int t) {
    return 1 << (t % 10);
  }

  /** Picks each slot in turn, and hears of each that is added. */
  private static final class InTurn implements Sampler {
    private final List<Integer> added = new ArrayList<>();
    private final List<Float> errors = new ArrayList<>();

    @Override
    public void onAdd(int slot) {
      added.add(slot);
    }

    @Override
    public void sample(int size, long step, int count, int[] slots, float[] weights) {
      Arrays.setAll(slots, b -> b % size);
      Arrays.fill(weights, 1);
    }

    @Override
    public void onTdErrors(int[] slots, float[] tdErrors, int count) {
      for (int b = 0; b < count; b++) {
        errors.add(tdErrors[b]);
      }
    }

    @Override
    public void saveState(StateWriter out) {}

    @Override
    public void loadState(StateReader in) {}
  }

  private static SequenceReplay replay(int windows, WindowShape shape, Sampler sampler) {
    return new SequenceReplay(windows, 100_000, shape, DISCOUNT, OBSERVATION, 2, sampler);
  }

  /** Lives through an episode; observations go on from {@code first}. */
  private static void live(SequenceReplay replay, Episode episode) {
    live(replay, episode, 0, episode.steps());
  }

  private static void live(SequenceReplay replay, Episode episode, int from, int to) {
    Transition transition = new Transition(1);
    for (int t = from; t < to; t++) {
      boolean last = t == episode.steps() - 1;
      float now = episode.first() + t;
      transition.startFrom(new float[] {now});
      transition.complete(
          t % 3, reward(t), new float[] {now + 1}, last && episode.terminated(), last);
      replay.add(transition, new float[] {-now, -2 * now});
    }
  }

  private static List<Episode> episodes(int count) {
    RandomStream random = new SeedSequence(4).stream("episodes");
    List<Episode> episodes = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < count; i++) {
      Episode episode = new Episode(first, 1 + random.nextInt(23), random.nextBoolean());
      episodes.add(episode);
      first += episode.steps() + 1;
    }
    return episodes;
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 1", "5, 5, 1", "5, 2, 3", "1, 1, 4", "4, 3, 9", "30, 10, 2"})
  void windowsCoverEachEpisodeOnce(int window, int burnIn, int nStep) {
    WindowShape shape = new WindowShape(window, burnIn, nStep);
    SequenceReplay replay = replay(1000, shape, new InTurn());
    List<Episode> episodes = episodes(20);
    episodes.forEach(episode -> live(replay, episode));
    int expected = episodes.stream().mapToInt(e -> (e.steps() + window - 1) / window).sum();
    assertThat(replay.size()).isEqualTo(expected);
    SequenceBatch batch = new SequenceBatch(expected, shape, 1, 2);
    replay.sample(batch, 0);
    int b = 0;
    for (Episode episode : episodes) {
      for (int start = 0; start < episode.steps(); start += window) {
        check(batch, b++, episode, start);
      }
    }
  }

  private static void check(SequenceBatch batch, int b, Episode episode, int start) {
    WindowShape shape = batch.shape();
    int burnIn = start == 0 ? 0 : shape.burnIn();
    float before = episode.first() + start - burnIn;
    assertThat(batch.states()[2 * b]).isEqualTo(-before);
    assertThat(batch.states()[2 * b + 1]).isEqualTo(-2 * before);
    for (int t = 0; t < shape.burnIn(); t++) {
      int row = t * batch.size() + b;
      assertThat(batch.burnInMask()[row]).isEqualTo(burnIn > 0 ? 1 : 0);
      if (burnIn > 0) {
        assertThat(batch.burnIn()[row]).isEqualTo(before + t);
      }
    }
    int length = Math.min(shape.window(), episode.steps() - start);
    assertThat(batch.lengths()[b]).isEqualTo(length);
    for (int t = 0; t < shape.observations(); t++) {
      int row = t * batch.size() + b;
      // The last observation of an episode is one more than its steps.
      boolean there = t < shape.observations() && start + t <= episode.steps();
      assertThat(batch.mask()[row]).as("step %s", t).isEqualTo(there ? 1 : 0);
      if (there) {
        assertThat(batch.observations()[row]).isEqualTo(episode.first() + start + t);
      }
    }
    for (int t = 0; t < shape.window(); t++) {
      int row = t * batch.size() + b;
      if (t < length) {
        double[] nStep = episode.nStep(start + t, shape.nStep());
        assertThat(batch.actions()[row]).isEqualTo((start + t) % 3);
        assertThat((double) batch.returns()[row]).isEqualTo(nStep[0]);
        assertThat((double) batch.discounts()[row]).isEqualTo(nStep[1]);
        int next = batch.nextRows()[row];
        assertThat(next % batch.size()).isEqualTo(b);
        assertThat(batch.mask()[next]).isEqualTo(1);
        assertThat((double) batch.observations()[next])
            .isEqualTo(episode.first() + start + t + nStep[2]);
      } else {
        assertThat(batch.discounts()[row]).isZero();
        assertThat(batch.returns()[row]).isZero();
      }
    }
  }

  @Test
  void theOldestWindowsMakeRoomAndMemoryStaysThatOfTheNewest() {
    WindowShape shape = new WindowShape(4, 2, 2);
    InTurn sampler = new InTurn();
    SequenceReplay replay = replay(7, shape, sampler);
    List<Episode> episodes = episodes(4000);
    episodes.forEach(episode -> live(replay, episode));
    assertThat(replay.size()).isEqualTo(7);
    for (int i = 0; i < 20; i++) {
      assertThat(sampler.added.get(i)).isEqualTo(i % 7);
    }
    SequenceBatch batch = new SequenceBatch(7, shape, 1, 2);
    replay.sample(batch, 0);
    // The windows of the last episodes, from the back.
    List<float[]> newest = new ArrayList<>();
    for (int e = episodes.size() - 1; newest.size() < 7; e--) {
      Episode episode = episodes.get(e);
      for (int k = (episode.steps() - 1) / 4; k >= 0 && newest.size() < 7; k--) {
        newest.add(new float[] {episode.first() + 4 * k});
      }
    }
    float[] expected = new float[7];
    for (int i = 0; i < 7; i++) {
      expected[i] = newest.get(i)[0];
    }
    float[] found = Arrays.copyOf(batch.observations(), 7);
    Arrays.sort(expected);
    Arrays.sort(found);
    assertThat(found).isEqualTo(expected);
    replay.reportErrors(batch, new float[] {1, 2, 3, 4, 5, 6, 7});
    assertThat(sampler.errors).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f);
  }

  @Test
  void aWindowIsThereAsSoonAsItsReturnsAreKnown() {
    WindowShape shape = new WindowShape(3, 1, 2);
    SequenceReplay replay = replay(10, shape, new InTurn());
    Transition transition = new Transition(1);
    for (int t = 0; t < 12; t++) {
      transition.startFrom(new float[] {t});
      transition.complete(0, 1, new float[] {t + 1}, false, false);
      replay.add(transition, new float[2]);
      // Window k needs the observations up to 3k + 2 + 2.
      assertThat(replay.size()).as("after step %s", t).isEqualTo((t + 1 - 2) / 3);
    }
  }

  @Test
  void stateGoesOnInTheMiddleOfAnEpisode() throws IOException {
    WindowShape shape = new WindowShape(4, 4, 3);
    List<Episode> episodes = episodes(40);
    byte[] whole = Runs.save(lived(shape, episodes, 40, 0));
    for (int part : new int[] {1, 7, 39}) {
      SequenceReplay first = lived(shape, episodes, part, 3);
      SequenceReplay second = replay(9, shape, new UniformSampler(stream()));
      Runs.load(second, Runs.save(first));
      Episode split = episodes.get(part);
      live(second, split, Math.min(3, split.steps()), split.steps());
      episodes.subList(part + 1, 40).forEach(episode -> live(second, episode));
      assertThat(Runs.save(second)).isEqualTo(whole);
    }
  }

  /** So many episodes and some steps of the next. */
  private static SequenceReplay lived(
      WindowShape shape, List<Episode> episodes, int count, int more) {
    SequenceReplay replay = replay(9, shape, new UniformSampler(stream()));
    episodes.subList(0, count).forEach(episode -> live(replay, episode));
    if (more > 0) {
      live(replay, episodes.get(count), 0, Math.min(more, episodes.get(count).steps()));
    }
    return replay;
  }

  private static RandomStream stream() {
    return new SeedSequence(1).stream("replay");
  }
}
