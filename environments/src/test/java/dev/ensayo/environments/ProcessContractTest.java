package dev.ensayo.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.WrapperProvider;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.wrappers.EnvironmentWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every environment and every wrapper that is registered. */
class ProcessContractTest {
  /** Settings to try besides the defaults. */
  private static final Map<String, List<String>> VARIANTS =
      Map.ofEntries(
          Map.entry(
              "cartpole-v1",
              List.of("{suttonBartoReward: true}", "{stepLimit: 15}", "{velocities: false}")),
          Map.entry("cartpole-swingup", List.of("{stepLimit: 50, heightThreshold: -1}")),
          Map.entry("mountaincar-v0", List.of("{goalVelocity: 0.03, stepLimit: 0}")),
          Map.entry("mountaincarcontinuous-v0", List.of("{goalVelocity: 0.03, stepLimit: 100}")),
          Map.entry("pendulum-v1", List.of("{gravity: 9.81, stepLimit: 0}")),
          Map.entry("acrobot-v1", List.of("{stepLimit: 50}")),
          Map.entry(
              "frozenlake-v1",
              List.of(
                  "{map: 8x8}",
                  "{slippery: false}",
                  "{map: {type: custom, rows: [SFS, FHF, FFG]}, rewardSchedule: {other: -1}}")),
          Map.entry("cliffwalking-v1", List.of("{slippery: true, stepLimit: 100}")),
          Map.entry("taxi-v4", List.of("{rainy: true}")),
          Map.entry("bandit", List.of("{arms: 2, noise: 0.5}")),
          Map.entry("catch", List.of("{observation: state}", "{rows: 3, columns: 4}")),
          Map.entry("deep-sea", List.of("{size: 4, stochastic: true}")),
          Map.entry("memory-chain", List.of("{observation: state, bits: 3}", "{length: 2}")),
          Map.entry("umbrella", List.of("{observation: state}", "{distractors: 0}")),
          Map.entry("t-maze", List.of("{observation: state, corridor: 1}", "{stepLimit: 0}")),
          Map.entry(
              "minigrid-doorkey-6x6",
              List.of(
                  "{observation: one-hot-view, direction: true, actions: minimal, stepLimit: 40}",
                  "{observation: one-hot-grid, seeThroughWalls: true}")),
          Map.entry(
              "minigrid-unlock-pickup",
              List.of("{observation: grid}", "{direction: true, viewSize: 3}")));

  /** Processes that are no table and in which nothing is drawn. */
  private static final List<String> WITHOUT_CHANCE = List.of("minigrid-empty-8x8");

  /** Settings of wrappers that have none by default. */
  private static final Map<String, String> WRAPPER_SETTINGS = Map.of("time-limit", "{steps: 7}");

  /** A process and how it was asked for. */
  record Case(String name, DecisionProcess process) {
    Environment create(long seed) {
      return process.create(new SeedSequence(seed));
    }

    Trace play(long seed, int steps) {
      return new Trace(create(seed), actions(), false).play(steps);
    }

    RandomStream actions() {
      return new SeedSequence(99).stream("actions");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> processes() {
    List<Case> cases = new ArrayList<>();
    for (EnvironmentProvider<?> provider : ServiceLoader.load(EnvironmentProvider.class)) {
      if (opensProcesses(provider)) {
        cases.add(open(provider, "{}"));
      }
      VARIANTS
          .getOrDefault(provider.name(), List.of())
          .forEach(settings -> cases.add(open(provider, settings)));
    }
    List<Case> bare = List.copyOf(cases);
    for (WrapperProvider<?> provider : ServiceLoader.load(WrapperProvider.class)) {
      for (Case inner : bare) {
        if (inner.name().endsWith(" {}")) {
          wrap(provider, inner, cases);
        }
      }
    }
    wrapAll(cases);
    return cases.stream();
  }

  /** Whether it makes decision processes, by what it says it opens. */
  private static boolean opensProcesses(EnvironmentProvider<?> provider) {
    try {
      return DecisionProcess.class.isAssignableFrom(
          provider.getClass().getMethod("open", provider.configType()).getReturnType());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <C extends Record> Case open(EnvironmentProvider<C> provider, String settings) {
    return new Case(
        provider.name() + " " + settings,
        (DecisionProcess) provider.open(Settings.of(provider.configType(), settings)));
  }

  private static <C extends Record> void wrap(
      WrapperProvider<C> provider, Case inner, List<Case> cases) {
    C config =
        Settings.of(provider.configType(), WRAPPER_SETTINGS.getOrDefault(provider.name(), "{}"));
    try {
      cases.add(
          new Case(
              provider.name() + " around " + inner.name(), provider.wrap(inner.process(), config)));
    } catch (InvalidSettingException e) {
      DecisionProcessSpec spec = inner.process().spec();
      assertThat(
              spec.observation().kind() != ObservationSpec.Kind.CONTINUOUS
                  || spec.hasDiscreteActions())
          .as(e.getMessage())
          .isTrue();
    }
  }

  /** Every wrapper around one environment. */
  private static void wrapAll(List<Case> cases) {
    Case all = cases.get(0);
    for (WrapperProvider<?> provider : ServiceLoader.load(WrapperProvider.class)) {
      List<Case> wrapped = new ArrayList<>();
      wrap(provider, all, wrapped);
      all = wrapped.isEmpty() ? all : wrapped.get(0);
    }
    cases.add(all);
  }

  @Test
  void everyProviderIsFound() {
    assertThat(ServiceLoader.load(EnvironmentProvider.class))
        .extracting(provider -> provider.name())
        .contains(
            "cartpole-v1",
            "mountaincar-v0",
            "mountaincarcontinuous-v0",
            "pendulum-v1",
            "acrobot-v1",
            "frozenlake-v1",
            "cliffwalking-v1",
            "taxi-v4",
            "bandit",
            "catch",
            "deep-sea",
            "memory-chain",
            "umbrella",
            "t-maze",
            "cartpole-swingup");
    assertThat(ServiceLoader.load(WrapperProvider.class))
        .extracting(provider -> provider.name())
        .contains(
            "time-limit",
            "episode-statistics",
            "reward-clip",
            "observation-normalizer",
            "frame-stack",
            "discretize",
            "action-clip",
            "action-rescale");
  }

  @ParameterizedTest
  @MethodSource("processes")
  void sameSeedSameEpisodes(Case process) {
    assertThat(process.play(7, 300).lines()).isEqualTo(process.play(7, 300).lines());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void anotherSeedOtherEpisodesUnlessNothingIsDrawn(Case process) {
    // Where an episode is long and one bit is drawn for it, few episodes may be the same by chance.
    boolean same = playTheSame(process, 300) && playTheSame(process, 4000);
    assertThat(same)
        .isEqualTo(
            WITHOUT_CHANCE.stream().anyMatch(process.name()::contains)
                || isDeterministic(process.create(7)));
  }

  private static boolean playTheSame(Case process, int steps) {
    return process.play(7, steps).lines().equals(process.play(8, steps).lines());
  }

  private static boolean isDeterministic(Environment environment) {
    Environment innermost = environment;
    while (innermost instanceof EnvironmentWrapper wrapper) {
      innermost = wrapper.inner();
    }
    if (innermost.transitionTable().isEmpty()) {
      return false;
    }
    TransitionTable table = innermost.transitionTable().get();
    for (int s = 0; s < table.states(); s++) {
      if (table.initialProbability(s) > 0 && table.initialProbability(s) < 1) {
        return false;
      }
      for (int a = 0; a < table.actions(); a++) {
        if (table.outcomeCount(s, a) > 1) {
          return false;
        }
      }
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("processes")
  void continuesBitForBitFromTheMiddleOfAnEpisode(Case process) throws IOException {
    Environment original = process.create(7);
    new Trace(original, process.actions(), false).play(40).playIntoAnEpisode();
    byte[] saved = Trace.save(original);
    Environment copy = process.create(1234);
    Trace.load(copy, saved);
    assertThat(Trace.save(copy)).isEqualTo(saved);
    assertThat(new Trace(copy, process.actions(), true).play(300).lines())
        .isEqualTo(new Trace(original, process.actions(), true).play(300).lines());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void anEvaluationCopyContinuesBitForBitToo(Case process) throws IOException {
    Environment training = process.create(7);
    new Trace(training, process.actions(), false).play(40);
    Environment original = process.process().createForEvaluation(new SeedSequence(8), training);
    new Trace(original, process.actions(), false).play(40).playIntoAnEpisode();
    Environment copy = process.process().createForEvaluation(new SeedSequence(9), training);
    Trace.load(copy, Trace.save(original));
    assertThat(new Trace(copy, process.actions(), true).play(100).lines())
        .isEqualTo(new Trace(original, process.actions(), true).play(100).lines());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void evaluatingLeavesTrainingAlone(Case process) {
    Environment training = process.create(7);
    Trace trace = new Trace(training, process.actions(), false).play(50);
    Environment evaluation = process.process().createForEvaluation(new SeedSequence(8), training);
    new Trace(evaluation, process.actions(), false).play(200);
    assertThat(trace.play(50).lines()).isEqualTo(process.play(7, 100).lines());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void showsWhatItsSpecSays(Case process) {
    Environment environment = process.create(7);
    assertThat(environment.spec().observation()).isEqualTo(process.process().spec().observation());
    assertThat(environment.spec()).isEqualTo(process.process().spec());
    assertThat(environment.transitionTable().isPresent())
        .isEqualTo(environment.spec().hasTransitionTable());
    RandomActions actions = new RandomActions(environment, process.actions());
    int limit = environment.spec().stepLimit();
    boolean ended = true;
    int length = 0;
    for (int i = 0; i < 3000; i++) {
      if (ended) {
        checkObservation(environment.spec().observation(), environment.reset());
        length = 0;
      }
      StepResult result = actions.step();
      length++;
      checkObservation(environment.spec().observation(), result.observation());
      assertThat(result.reward()).isFinite();
      assertThat(result.taskReward()).isFinite();
      assertThat(result.truncated()).isEqualTo(length == limit);
      ended = result.ended();
    }
  }

  private static void checkObservation(ObservationSpec spec, float[] observation) {
    assertThat(observation).hasSize(spec.size());
    for (float x : observation) {
      // An assertion for each of a billion numbers would take minutes.
      if (!isAllowed(spec, x)) {
        throw new AssertionError(x + " in an observation of kind " + spec.kind());
      }
    }
  }

  private static boolean isAllowed(ObservationSpec spec, float x) {
    return switch (spec.kind()) {
      case CONTINUOUS -> Float.isFinite(x);
      case BYTES -> x == (int) x && x >= 0 && x <= 255;
      case BITS -> x == 0 || x == 1;
      case DISCRETE -> x == (int) x && x >= 0 && x < spec.states();
    };
  }

  @ParameterizedTest
  @MethodSource("processes")
  void refusesActionsThatDoNotExist(Case process) {
    Environment environment = process.create(7);
    environment.reset();
    if (!environment.spec().hasDiscreteActions()) {
      refusesOtherVectors(environment);
      return;
    }
    int actions = environment.spec().actions();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(new float[1]))
        .withMessageContaining(environment.spec().action().words());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(actions))
        .withMessageContaining("action " + actions);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(-1))
        .withMessageContaining("action -1");
  }

  private static void refusesOtherVectors(Environment environment) {
    int size = environment.spec().box().size();
    float[] notFinite = new float[size];
    notFinite[size - 1] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(0))
        .withMessageContaining(environment.spec().action().words());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(new float[size + 1]))
        .withMessageContaining("has " + size + " numbers here, not " + (size + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(notFinite))
        .withMessageContaining("is NaN");
  }

  /** Copies that step together show what each would show by itself, ended ones reset at once. */
  @ParameterizedTest
  @MethodSource("processes")
  void copiesStepTogetherAsAlone(Case process) throws IOException {
    List<SeedSequence> seeds = List.of(new SeedSequence(7), new SeedSequence(8));
    VectorEnvironment together = new VectorEnvironment(process.process().create(seeds));
    VectorEnvironment restored =
        new VectorEnvironment(
            process.process().create(List.of(new SeedSequence(1), new SeedSequence(2))));
    RandomStream random = process.actions();
    ActionBatch actions = new ActionBatch(together.spec().action(), 2);
    together.reset();
    for (int step = 0; step < 60; step++) {
      sample(actions, random);
      together.step(actions);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    together.saveState(out);
    out.flush();
    restored.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    for (int step = 0; step < 60; step++) {
      sample(actions, random);
      together.step(actions);
      restored.step(actions);
      assertThat(restored.observations()).isEqualTo(together.observations());
      assertThat(restored.finalObservations()).isEqualTo(together.finalObservations());
      assertThat(restored.rewards()).isEqualTo(together.rewards());
      for (int copy = 0; copy < 2; copy++) {
        assertThat(restored.ended(copy)).isEqualTo(together.ended(copy));
        assertThat(restored.begins(copy)).isEqualTo(together.ended(copy));
      }
    }
  }

  private static void sample(ActionBatch actions, RandomStream random) {
    for (int copy = 0; copy < actions.count(); copy++) {
      actions.sample(copy, random);
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void refusesTheCheckpointOfSomethingElse(Case process) throws IOException {
    byte[] foreign = {0, 0, 0, 3, 'x', 'y', 'z'};
    assertThatIOException().isThrownBy(() -> Trace.load(process.create(7), foreign));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void stepsWithoutAllocating(Case process) {
    Environment environment = process.create(7);
    RandomActions actions = new RandomActions(environment, process.actions());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int steps = 2000;
    long least = Long.MAX_VALUE;
    // The first rounds also load classes; what counts is that a round without garbage is possible.
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      boolean ended = true;
      for (int i = 0; i < steps; i++) {
        if (ended) {
          environment.reset();
        }
        ended = actions.step().ended();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // One object a step would be at least 16 bytes a step.
    assertThat(least).isLessThan(steps);
  }
}
