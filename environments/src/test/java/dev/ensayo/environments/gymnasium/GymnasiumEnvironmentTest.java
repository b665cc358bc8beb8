package dev.ensayo.environments.gymnasium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GymnasiumEnvironmentTest {
  @BeforeAll
  static void python() {
    Trials.needPython();
  }

  private static List<SeedSequence> seeds(int count) {
    return IntStream.range(0, count).mapToObj(i -> new SeedSequence(5).child(i)).toList();
  }

  /** What copies show in steps with actions that differ, one line for each copy and step. */
  private static List<String> play(List<Environment> copies, int steps) {
    List<String> lines = new ArrayList<>();
    VectorEnvironment vector = new VectorEnvironment(copies);
    vector.reset();
    play(vector, steps, lines);
    return lines;
  }

  private static void play(VectorEnvironment vector, int steps, List<String> lines) {
    int[] actions = new int[vector.count()];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < actions.length; i++) {
        actions[i] = (step * 3 + i) / 2 % 2;
      }
      vector.step(actions);
      lines.add(
          Arrays.toString(vector.observations())
              + Arrays.toString(vector.finalObservations())
              + Arrays.toString(vector.rewards())
              + IntStream.range(0, actions.length)
                  .mapToObj(i -> vector.terminated(i) + "/" + vector.truncated(i))
                  .toList());
    }
  }

  @Test
  void theSameSeedsGiveTheSameEpisodesHoweverManyCopiesShareAProcess() {
    List<String> together;
    try (VectorEnvironment all = vector(Trials.open("CartPole", ", copies: 16"), 5)) {
      together = new ArrayList<>();
      all.reset();
      play(all, 120, together);
    }
    for (int copies : new int[] {1, 2}) {
      DecisionProcess process = Trials.open("CartPole", ", copies: " + copies);
      List<Environment> some = process.create(seeds(5));
      assertThat(play(some, 120)).isEqualTo(together);
      some.forEach(Environment::close);
    }
    List<Environment> alone = new ArrayList<>();
    DecisionProcess process = Trials.open("CartPole");
    seeds(5).forEach(each -> alone.add(process.create(each)));
    assertThat(play(alone, 120)).isEqualTo(together);
    alone.forEach(Environment::close);
    assertThat(together).anyMatch(line -> line.contains("true/false"));
  }

  private static VectorEnvironment vector(DecisionProcess process, int copies) {
    return new VectorEnvironment(process.create(seeds(copies)));
  }

  @Test
  void otherSeedsGiveOtherEpisodes() {
    try (Environment one = Trials.open("CartPole").create(new SeedSequence(1));
        Environment other = Trials.open("CartPole").create(new SeedSequence(2))) {
      assertThat(one.reset()).isNotEqualTo(other.reset());
    }
  }

  @Test
  void theEndOfATaskAndTheEndOfTimeAreKeptApart() {
    try (Environment cut =
            Trials.open("CartPole", ", options: {limit: 3}").create(seeds(1).get(0));
        Environment whole = Trials.open("Walk").create(seeds(1).get(0))) {
      cut.reset();
      for (int step = 1; step <= 3; step++) {
        StepResult result = cut.step(step % 2);
        assertThat(result.terminated()).isFalse();
        assertThat(result.truncated()).isEqualTo(step == 3);
      }
      whole.reset();
      for (int step = 1; step <= 10; step++) {
        StepResult result = whole.step(0);
        assertThat(result.reward()).isEqualTo(step);
        assertThat(result.terminated()).isEqualTo(step == 10);
        assertThat(result.truncated()).isFalse();
      }
      assertThat(whole.reset()[1]).isZero();
      whole.step(0);
      assertThat(whole.reset()[1]).as("cut short").isZero();
      assertThat(whole.step(0).observation()[1]).isEqualTo(1);
    }
  }

  @Test
  void optionsReachTheEnvironmentWithTheirTypes() {
    DecisionProcess process = Trials.open("CartPole", ", options: {force: 0.5, limit: 2}");
    try (Environment weak = process.create(seeds(1).get(0));
        Environment usual = Trials.open("CartPole").create(seeds(1).get(0))) {
      assertThat(weak.reset()).isEqualTo(usual.reset());
      float pushed = weak.step(1).observation()[1];
      assertThat(Math.abs(usual.step(1).observation()[1])).isGreaterThan(5 * Math.abs(pushed));
    }
  }

  /** 6 steps announced and taken in the middle of which nobody asks for a result. */
  @Test
  void stepsThatAreAnnouncedToAllCopiesAreTakenTogether() {
    List<Environment> copies = Trials.open("Walk").create(seeds(3));
    copies.forEach(Environment::reset);
    copies.forEach(copy -> copy.announce(1));
    for (Environment copy : copies) {
      assertThat(copy.step(1).observation()[1]).isEqualTo(1);
    }
    copies.get(0).announce(2);
    copies.get(2).announce(0);
    assertThat(copies.get(2).step(0).observation()[1]).isEqualTo(2);
    assertThat(copies.get(0).step(2).observation()[1]).isEqualTo(2);
    assertThat(copies.get(1).step(2).observation()[1]).as("unannounced").isEqualTo(2);
    copies.forEach(copy -> copy.announce(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> copies.get(0).step(2))
        .withMessage("copy 0 was announced another action");
    assertThat(copies.get(1).reset()[1]).as("an announced step is dropped").isZero();
    copies.forEach(Environment::close);
  }

  @Test
  void continuesBitForBitFromTheMiddleOfEpisodes() throws IOException {
    DecisionProcess process = Trials.open("CartPole", ", copies: 2");
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (VectorEnvironment original = vector(process, 3);
        VectorEnvironment copy = new VectorEnvironment(process.create(seeds(7).subList(4, 7)))) {
      assertThat(original.canSaveState()).isTrue();
      original.reset();
      play(original, 57, new ArrayList<>());
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(saved);
      original.saveState(out);
      out.flush();
      copy.reset();
      play(copy, 5, new ArrayList<>());
      copy.loadState(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
      play(original, 150, expected);
      play(copy, 150, found);
    }
    assertThat(found).isEqualTo(expected);
    try (Environment one = process.create(new SeedSequence(1))) {
      byte[] foreign = {0, 0, 0, 3, 'x', 'y', 'z'};
      assertThatIOException()
          .isThrownBy(() -> one.loadState(new StateReader(new ByteArrayInputStream(foreign))));
    }
  }

  @Test
  void stepsWithoutAllocating() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] actions = {0, 1};
    int steps = 500;
    long least = Long.MAX_VALUE;
    try (VectorEnvironment vector = vector(Trials.open("CartPole"), actions.length)) {
      vector.reset();
      // The first rounds also load classes; what counts is that one without garbage is possible.
      for (int round = 0; round < 5; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < steps; step++) {
          vector.step(actions);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).isLessThan(steps); // one object a step would be at least 16 bytes
  }

  @Test
  void whatDoesNotPickleOrNotAllOfItIsNotSaved() {
    for (String name : new String[] {"Unpicklable", "HalfPickled"}) {
      DecisionProcess process = Trials.open(name);
      try (Environment one = process.create(new SeedSequence(1))) {
        assertThat(one.canSaveState()).as(name).isFalse();
        assertThat(process.facts().get("state"))
            .startsWith("cannot be saved, and a run that is stopped starts over: it ");
      }
    }
    assertThat(Trials.open("CartPole").facts())
        .containsEntry("state", "is saved by pickling")
        .containsEntry("gymnasium", "not there")
        .hasEntrySatisfying("Python", version -> assertThat(version).startsWith("cpython 3."))
        .hasEntrySatisfying(
            "comes from", from -> assertThat(from).matches("trials\\.py, SHA-256 [0-9a-f]{64}"));
  }

  @Test
  void whatTheEnvironmentPrintsOrReadsIsNotTheBridges() {
    try (Environment printing = Trials.open("Printing").create(new SeedSequence(1))) {
      printing.reset();
      for (int step = 1; step <= 9; step++) {
        assertThat(printing.step(0).observation()[1]).isEqualTo(step);
      }
    }
  }

  @Test
  void evaluationUsesTheProcessesOfItsRunAndLeavesTrainingAlone() {
    DecisionProcess process = Trials.open("CartPole", ", copies: 2");
    List<String> undisturbed;
    try (VectorEnvironment training = vector(process, 2)) {
      undisturbed = new ArrayList<>();
      training.reset();
      play(training, 60, undisturbed);
    }
    long before = pythons();
    List<String> disturbed = new ArrayList<>();
    List<List<String>> tests = new ArrayList<>();
    try (VectorEnvironment training = vector(process, 2)) {
      training.reset();
      play(training, 20, disturbed);
      for (int test = 0; test < 3; test++) {
        List<Environment> copies = process.createForEvaluation(seeds(4), training.first());
        tests.add(play(copies, 40));
        copies.forEach(Environment::close);
        assertThat(pythons() - before).as("one of training, two of tests").isEqualTo(3);
      }
      play(training, 40, disturbed);
    }
    assertThat(disturbed).isEqualTo(undisturbed);
    assertThat(tests.get(1)).isEqualTo(tests.get(0));
    assertThat(tests.get(2)).isEqualTo(tests.get(0));
    assertThat(pythons()).isEqualTo(before);
  }

  private static long pythons() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .filter(child -> child.info().command().orElse("").contains("python"))
        .count();
  }

  @Test
  void actionsOfAnotherKindOrOutOfRangeAreRefused() {
    try (Environment walk = Trials.open("Walk").create(new SeedSequence(1));
        Environment echo = Trials.open("Echo").create(new SeedSequence(1))) {
      walk.reset();
      echo.reset();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> walk.step(3))
          .withMessageContaining("action 3");
      assertThatIllegalArgumentException().isThrownBy(() -> walk.step(new float[] {1}));
      assertThatIllegalArgumentException().isThrownBy(() -> echo.step(0));
      assertThatIllegalArgumentException().isThrownBy(() -> echo.step(new float[] {1}));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> echo.announce(new float[] {1, Float.NaN, 1}));
    }
  }

  @Test
  void aRegisteredEnvironmentHasItsLimitAndThreshold() {
    checkCartPole(Trials.open("CartPole-v1", Trials.withStandIn(), ""));
    DecisionProcess shorter =
        Trials.open("CartPole-v1", Trials.withStandIn(), ", options: {max_episode_steps: 7}");
    assertThat(shorter.spec().stepLimit()).isEqualTo(7);
    DecisionProcess own = Trials.open("registering:Walk-v0", Trials.withStandIn(), "");
    assertThat(own.spec().stepLimit()).isEqualTo(10);
    assertThat(own.spec().rewardThreshold()).isEmpty();
    assertThat(own.facts()).containsEntry("gymnasium", "1.3.0");
  }

  /** Against Gymnasium itself, where it is. */
  @Test
  void theSameWithGymnasium() {
    Trials.needModule("gymnasium");
    checkCartPole(Trials.open("CartPole-v1", Trials.withNumpy(), ""));
  }

  private static void checkCartPole(DecisionProcess process) {
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.continuous(4));
    assertThat(process.spec().actions()).isEqualTo(2);
    assertThat(process.spec().stepLimit()).isEqualTo(500);
    assertThat(process.spec().rewardThreshold()).hasValue(475);
    try (VectorEnvironment vector = vector(process, 3)) {
      List<String> lines = new ArrayList<>();
      vector.reset();
      play(vector, 100, lines);
      assertThat(lines).anyMatch(line -> line.contains("true/false"));
    }
  }
}
