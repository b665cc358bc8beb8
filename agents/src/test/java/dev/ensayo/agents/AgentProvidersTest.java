package dev.ensayo.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.agents.dqn.DqnConfig;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
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
        .contains("dqn", "policy-iteration", "q-learning", "random", "sarsa", "value-iteration");
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

  @Test
  void resolvedSettingsOfTabularAgentsBindToTheSame() {
    checkRoundTrip(Settings.defaults(PlanningConfig.class));
    checkRoundTrip(Settings.defaults(TemporalDifferenceConfig.class));
    checkRoundTrip(
        Settings.of(TemporalDifferenceConfig.class, "{epsilon: {type: linear, fraction: 0.2}}"));
  }

  private static void checkRoundTrip(Record config) {
    String written = YamlWriter.write(ConfigUnbinder.unbind(config));
    assertThat((Record) Settings.of(config.getClass(), written)).isEqualTo(config);
  }
}
