package dev.ensayo.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.agents.dqn.DqnConfig;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.agents.policygradient.a2c.A2cProvider;
import dev.ensayo.agents.policygradient.ppo.PpoConfig;
import dev.ensayo.agents.policygradient.ppo.PpoProvider;
import dev.ensayo.agents.policygradient.reinforce.ReinforceProvider;
import dev.ensayo.agents.pqn.PqnConfig;
import dev.ensayo.agents.sac.SacConfig;
import dev.ensayo.agents.tabular.PlanningConfig;
import dev.ensayo.agents.tabular.QLearningProvider;
import dev.ensayo.agents.tabular.TemporalDifferenceConfig;
import dev.ensayo.agents.tabular.ValueIterationProvider;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentProvidersTest {
  private static final DecisionProcessSpec TABLE =
      TableEnvironment.process(Tables.cliff(), 0).spec();
  private static final DecisionProcessSpec BALANCE = BalanceEnvironment.process().spec();

  @Test
  @SuppressWarnings("rawtypes") // ServiceLoader knows no type arguments.
  void serviceLoaderFindsAll() {
    assertThat(ServiceLoader.load(AgentProvider.class).stream().map(found -> found.get().name()))
        .contains(
            "a2c",
            "dqn",
            "policy-iteration",
            "ppo",
            "pqn",
            "q-learning",
            "random",
            "reinforce",
            "sac",
            "sarsa",
            "value-iteration");
  }

  @Test
  void plannersNeedATable() {
    ValueIterationProvider planner = new ValueIterationProvider();
    PlanningConfig config = Settings.defaults(PlanningConfig.class);
    assertThat(planner.supports(TABLE, config).isSupported()).isTrue();
    assertThat(planner.supports(BALANCE, config).reason()).contains("transition table");
    assertThat(planner.supports(TABLE.withoutTransitionTable(), config).isSupported()).isFalse();
    // A wrapper may leave the table and change what is observed.
    Support stacked =
        planner.supports(TABLE.withObservation(ObservationSpec.continuous(4)), config);
    assertThat(stacked.reason()).contains("index of a state");
  }

  @Test
  void learnersOfTablesNeedStates() {
    QLearningProvider learner = new QLearningProvider();
    TemporalDifferenceConfig config = Settings.defaults(TemporalDifferenceConfig.class);
    assertThat(learner.supports(TABLE.withoutTransitionTable(), config).isSupported()).isTrue();
    assertThat(learner.supports(BALANCE, config).reason()).contains("not 2 numbers");
    EnvironmentSpec corpus = () -> "corpus";
    assertThat(learner.supports(corpus, config).reason()).contains("corpus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{epsilon: {type: exponential, decaySteps: 500}, learningRate: 1e-4}",
        "{epsilon: {type: linear, steps: 500}, gradientClipping: {norm: 10}, hiddenUnits: []}",
        "{memory: {cell: lstm, units: 8, window: 4, burnIn: 2}}",
      })
  void resolvedSettingsOfDqnBindToTheSame(String settings) {
    checkRoundTrip(Settings.of(DqnConfig.class, settings));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{initialization: {type: drawn, from: xavier}, gradientClipping: {}, targetKl: 0.01}",
        "{learningRateAnnealing: linear, clipRangeAnnealing: {type: linear, rest: 0.5, steps: 9}}",
      })
  void resolvedSettingsOfPpoBindToTheSame(String settings) {
    checkRoundTrip(Settings.of(new PpoProvider().configType(), settings));
  }

  @Test
  void resolvedSettingsOfTheOtherPolicyGradientsBindToTheSame() {
    checkRoundTrip(Settings.defaults(new A2cProvider().configType()));
    checkRoundTrip(Settings.of(new A2cProvider().configType(), "{updater: adam}"));
    checkRoundTrip(Settings.defaults(new ReinforceProvider().configType()));
  }

  /** What an agent says of settings that cannot be together, or of a process that does not fit. */
  @Test
  void policyGradientsSayWhatDoesNotFit() {
    assertThatThrownBy(() -> Settings.of(PpoConfig.class, "{copies: 3, minibatches: 5}"))
        .hasMessageContaining("must divide copies · steps = 3 · 128 = 384, not 5");
    assertThatThrownBy(() -> Settings.of(PpoConfig.class, "{copies: 1, steps: 4}"))
        .hasMessageContaining("must leave at least 2 items in each");
    assertThatThrownBy(
            () ->
                Settings.of(
                    PpoConfig.class,
                    "{learningRateAnnealing: linear, updater: {type: adam, schedule: {type: linear,"
                        + " updates: 9}}}"))
        .hasMessageContaining("cannot be had together with updater.schedule");
    ReinforceProvider reinforce = new ReinforceProvider();
    var many = Settings.of(reinforce.configType(), "{episodes: 1000, longestEpisode: 2000}");
    assertThat(reinforce.supports(TABLE.withStepLimit(0), many).reason())
        .contains("= 2,000,000 steps", "give fewer episodes, or a smaller longestEpisode");
    assertThat(reinforce.supports(TABLE.withStepLimit(1049), many).reason())
        .contains("= 1,049,000 steps", "or a shorter limit");
    assertThat(reinforce.supports(TABLE.withStepLimit(100), many).isSupported()).isTrue();
    assertThatThrownBy(() -> Settings.of(reinforce.configType(), "{copies: 3, episodes: 4}"))
        .hasMessageContaining("must be a multiple of copies (3)");
  }

  @Test
  void resolvedSettingsOfTabularAgentsBindToTheSame() {
    checkRoundTrip(Settings.defaults(PlanningConfig.class));
    checkRoundTrip(Settings.defaults(TemporalDifferenceConfig.class));
    checkRoundTrip(
        Settings.of(TemporalDifferenceConfig.class, "{epsilon: {type: linear, fraction: 0.2}}"));
  }

  @Test
  void resolvedSettingsOfAgentsOfCopiesBindToTheSame() {
    checkRoundTrip(Settings.defaults(PqnConfig.class));
    checkRoundTrip(Settings.of(PqnConfig.class, "{gradientClipping: {}, hiddenUnits: [8]}"));
    checkRoundTrip(Settings.defaults(SacConfig.class));
    checkRoundTrip(
        Settings.of(
            SacConfig.class,
            "{temperature: {type: learned, targetEntropy: -0.5}, criticUpdater: radam}"));
  }

  private static void checkRoundTrip(Record config) {
    String written = YamlWriter.write(ConfigUnbinder.unbind(config));
    assertThat((Record) Settings.of(config.getClass(), written)).isEqualTo(config);
  }
}
