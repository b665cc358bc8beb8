package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.ServiceLoader;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.CartpoleNative;
import org.deeplearning4j.rl4j.mdp.toy.HardDeteministicToy;
import org.deeplearning4j.rl4j.mdp.toy.SimpleToy;
import org.deeplearning4j.rl4j.space.Box;
import org.junit.jupiter.api.Test;

class Rl4jEnvironmentProviderTest {
  private static final SeedSequence SEEDS = new SeedSequence(7);

  private static DecisionProcess open(String className, String... arguments) {
    return (DecisionProcess)
        new Rl4jEnvironmentProvider()
            .open(new Rl4jEnvironmentConfig(className, List.of(arguments)));
  }

  private static DecisionProcess open(Class<?> type, String... arguments) {
    return open(type.getName(), arguments);
  }

  private static String complaint(String key, Class<?> type, String... arguments) {
    return complaint(key, type.getName(), arguments);
  }

  private static String complaint(String key, String className, String... arguments) {
    String[] message = new String[1];
    assertThatThrownBy(() -> open(className, arguments))
        .asInstanceOf(type(InvalidSettingException.class))
        .satisfies(e -> assertThat(e.key()).isEqualTo(key))
        .satisfies(e -> message[0] = e.getMessage());
    return message[0];
  }

  @Test
  void isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(EnvironmentProvider.class))
        .anyMatch(provider -> provider.name().equals("rl4j"));
  }

  @Test
  void aStudyNamesTheClassByTheKeyClass() {
    Rl4jEnvironmentConfig config =
        Settings.of(
            Rl4jEnvironmentConfig.class,
            "{class: org.deeplearning4j.rl4j.mdp.toy.SimpleToy, arguments: [20]}");
    assertThat(config)
        .isEqualTo(new Rl4jEnvironmentConfig(SimpleToy.class.getName(), List.of("20")));
    assertThat(ConfigUnbinder.unbind(config).entries()).containsOnlyKeys("class", "arguments");
    assertThatThrownBy(() -> Settings.of(Rl4jEnvironmentConfig.class, "{class: ' '}"))
        .hasMessageContaining("class");
  }

  @Test
  void cartpoleNativeStepsAsByItself() {
    DecisionProcess process = open(CartpoleNative.class, "seed");
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.continuous(4));
    assertThat(process.spec().actions()).isEqualTo(2);
    assertThat(process.spec().stepLimit()).isZero();
    try (Environment environment = process.create(SEEDS)) {
      CartpoleNative alone = new CartpoleNative((int) SEEDS.seed("mdp"));
      for (int episode = 0; episode < 3; episode++) {
        assertThat(environment.reset()).containsExactly(floats(alone.reset()));
        StepResult result;
        int steps = 0;
        do {
          int action = steps++ % 3 == 0 ? 0 : 1;
          result = environment.step(action);
          StepReply<Box> expected = alone.step(action);
          assertThat(result.observation()).containsExactly(floats(expected.getObservation()));
          assertThat(result.reward()).isEqualTo(1).isEqualTo(expected.getReward());
          assertThat(result.taskReward()).isEqualTo(1);
          assertThat(result.terminated()).isEqualTo(expected.isDone());
          assertThat(result.truncated()).isFalse();
        } while (!result.ended());
        assertThat(steps).isBetween(5, 50);
      }
    }
  }

  private static float[] floats(Box box) {
    float[] values = new float[4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) box.getData().getDouble(i);
    }
    return values;
  }

  @Test
  void simpleToyPaysForAlternatingActions() {
    DecisionProcess process = open(SimpleToy.class, "5");
    assertThat(process.spec().observation().size()).isEqualTo(1);
    try (Environment environment = process.create(SEEDS)) {
      // Observes 20 − i at step i; pays 1 for action 0 at even steps and for action 1 at odd ones.
      assertThat(environment.reset()).containsExactly(20);
      for (int i = 0; i < 5; i++) {
        StepResult result = environment.step(i == 3 ? 0 : i % 2);
        assertThat(result.observation()).containsExactly(19 - i);
        assertThat(result.reward()).isEqualTo(i == 3 ? 0 : 1);
        assertThat(result.terminated()).isEqualTo(i == 4);
      }
      assertThat(environment.reset()).containsExactly(20);
      assertThat(environment.step(0).ended()).isFalse();
    }
  }

  @Test
  void hardToyOpensWithoutArguments() {
    DecisionProcess process = open(HardDeteministicToy.class);
    assertThat(process.spec().actions()).isEqualTo(10);
    try (Environment environment = process.create(SEEDS)) {
      assertThat(environment.reset()).hasSize(process.spec().observation().size());
    }
  }

  @Test
  void sameSeedSameEpisodesThroughAGeneratorInAField() {
    DecisionProcess process = open(CartpoleNative.class);
    float[] first = process.create(SEEDS).reset().clone();
    assertThat(process.create(SEEDS).reset()).containsExactly(first);
    assertThat(process.create(SEEDS.child(1)).reset()).isNotEqualTo(first);
  }

  @Test
  void sameSeedSameEpisodesThroughSetSeed() {
    DecisionProcess process = open(FakeMdps.SeededByMethod.class);
    assertThat(process.create(SEEDS).reset()).containsExactly((float) (int) SEEDS.seed("mdp"));
  }

  @Test
  void saysWhatCouldNotBeSeeded() {
    assertThat(MdpSeeding.seed(new CartpoleNative(), 1)).isTrue();
    assertThat(MdpSeeding.seed(new SimpleToy(3), 1)).isFalse();
    assertThat(MdpSeeding.seed(new FakeMdps.Unseedable(), 1)).isFalse();
  }

  @Test
  void readsArgumentsByTheConstructorsTypes() {
    assertThat(open(FakeMdps.WithArguments.class, "3", "true").create(SEEDS).reset())
        .containsExactly(-3);
    assertThat(open(FakeMdps.WithArguments.class, "2.5", "km").create(SEEDS).reset())
        .containsExactly(2500);
    assertThat(open(FakeMdps.WithArguments.class, "seed", "false").create(SEEDS).reset())
        .containsExactly((float) (int) SEEDS.seed("mdp"));
  }

  @Test
  void whatOnlyIsDoneEndsIsTruncated() {
    Environment environment = open(FakeMdps.Interrupted.class).create(SEEDS);
    environment.reset();
    StepResult result = environment.step(1);
    assertThat(result.truncated()).isTrue();
    assertThat(result.terminated()).isFalse();
  }

  @Test
  void refusesUnknownActionsAndCheckpoints() {
    Environment environment = open(SimpleToy.class, "5").create(SEEDS);
    environment.reset();
    assertThatThrownBy(() -> environment.step(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("action 2 is not in [0, 2)");
    assertThat(environment.canSaveState()).isFalse();
    assertThatThrownBy(() -> environment.saveState(null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> environment.loadState(null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void saysWhatIsWrongWithAClass() {
    assertThat(complaint("class", "org.deeplearning4j.rl4j.mdp.CartPole"))
        .contains("no class org.deeplearning4j.rl4j.mdp.CartPole")
        .contains("org.deeplearning4j.rl4j.mdp.CartpoleNative");
    assertThat(complaint("class", String.class))
        .isEqualTo(
            "java.lang.String is not an RL4J environment: it must implement"
                + " org.deeplearning4j.rl4j.mdp.MDP");
    assertThat(complaint("class", FakeMdps.Hidden.class)).contains("must be a public class");
    assertThat(complaint("class", FakeMdps.Continuous.class))
        .contains("has actions of Torques; only discrete actions");
    assertThat(complaint("class", FakeMdps.Unconstructible.class))
        .contains("has no usable constructor");
    assertThat(complaint("class", FakeMdps.Failing.class)).contains("Failing()", "no licence");
    assertThat(complaint("class", FakeMdps.Stuck.class))
        .contains("failed at its first reset", "com/example/Simulator");
    assertThat(complaint("class", FakeMdps.Misshapen.class))
        .contains("of shape [2, 3], but the first one holds 1 numbers");
  }

  @Test
  void saysWhichArgumentsAConstructorTakes() {
    assertThat(complaint("class", SimpleToy.class))
        .isEqualTo(
            "org.deeplearning4j.rl4j.mdp.toy.SimpleToy has no public constructor without"
                + " parameters; give 'arguments' for SimpleToy(int)");
    assertThat(complaint("arguments", SimpleToy.class, "many"))
        .startsWith("[many] fit no public constructor of")
        .contains("there is SimpleToy(int), and the word seed");
    assertThat(complaint("arguments", CartpoleNative.class, "1", "2"))
        .contains("CartpoleNative() or CartpoleNative(int)");
  }
}
