package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Nodes;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentConfig;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeCorpusProvider;
import dev.ensayo.core.fakes.FakeReaderProvider;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.fakes.RewardScaleProvider;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunBinderTest {
  private static final PluginRegistry PLUGINS =
      new PluginRegistry(
          List.of(new ChainProvider(), new FakeCorpusProvider()),
          List.of(new RewardScaleProvider()),
          List.of(
              new FakeAgentProvider("fake"),
              new FakeAgentProvider("counting"),
              new FakeReaderProvider()));
  private static final RunBinder BINDER = new RunBinder(PLUGINS, List.of());

  private static final String MINIMAL =
      """
      study: s
      environment: chain
      agent: fake
      budget: {environmentSteps: 100}
      """;

  private static List<RunPlan> bind(String yaml) {
    return BINDER.bind(StudyReader.read(YamlReader.parse("study.yaml", yaml)));
  }

  private static List<String> problems(RunBinder binder, String yaml) {
    Study study = StudyReader.read(YamlReader.parse("study.yaml", yaml));
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> binder.bind(study));
    assertThat(e).as(yaml).isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }

  private static List<String> problems(String yaml) {
    return problems(BINDER, yaml);
  }

  @Test
  void oneRunForEachVariantAndSeed() {
    List<RunPlan> plans =
        bind(
            MINIMAL
                + """
                seeds: [4, 2]
                variants:
                  baseline: {}
                  counting: {agent.type: counting, agent.learningRate: 1, environment.length: 7}
                """);

    assertThat(plans)
        .extracting(plan -> plan.study() + "/" + plan.variant() + "/" + plan.seed())
        .containsExactly("s/baseline/4", "s/baseline/2", "s/counting/4", "s/counting/2");
    assertThat(plans.get(0).agent().plugin()).isSameAs(PLUGINS.agent("fake"));
    assertThat(plans.get(0).agent().config()).isEqualTo(new FakeAgentConfig(0.25, "fake"));
    assertThat(plans.get(0).environment().config()).isEqualTo(new ChainConfig(5, 0.1, 20));
    assertThat(plans.get(3).agent().plugin()).isSameAs(PLUGINS.agent("counting"));
    assertThat(plans.get(3).agent().config()).isEqualTo(new FakeAgentConfig(1, "fake"));
    assertThat(plans.get(3).environment().config()).isEqualTo(new ChainConfig(7, 0.1, 20));
    assertThat(plans.get(0).budget().amount()).isEqualTo(100);
    assertThat(plans.get(0).budget().clock()).isEqualTo(Clock.ENVIRONMENT_STEP);
    assertThat(plans.get(0).backend()).isEqualTo(BackendConfig.defaults());
  }

  @Test
  void cellsOfTheGridThatMeanTheSameAreOneTooMany() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    variants: {a: , b: }
                    grid: {environment.length: [7, 8], agent.learningRate: [0.5, 1e-1, 0.1]}
                    """))
        .containsExactly(
            "study.yaml:6: grid: 'a+length=7+learningRate=1e-1' and 'a+length=7+learningRate=0.1'"
                + " have the same settings",
            "study.yaml:6: grid: 'a+length=8+learningRate=1e-1' and 'a+length=8+learningRate=0.1'"
                + " have the same settings",
            "study.yaml:6: grid: 'b+length=7+learningRate=1e-1' and 'b+length=7+learningRate=0.1'"
                + " have the same settings",
            "study.yaml:6: grid: 'b+length=8+learningRate=1e-1' and 'b+length=8+learningRate=0.1'"
                + " have the same settings");
  }

  @Test
  void wrappersGoAroundInTheOrderWritten() {
    RunPlan plan =
        bind(MINIMAL.replace(
                "environment: chain",
                "environment: {type: chain, wrappers: [{type: reward-scale, factor: 2},"
                    + " {type: reward-scale, factor: -1}]}"))
            .get(0);

    assertThat(plan.wrappers())
        .extracting(chosen -> (Object) chosen.config())
        .containsExactly(new RewardScaleProvider.Config(2), new RewardScaleProvider.Config(-1));
    assertThat(plan.openEnvironment()).isInstanceOf(DecisionProcess.class);
  }

  @Test
  void aBoundRunRuns() {
    RunPlan plan = bind(MINIMAL + "evaluation: {every: 50, episodes: 2}\n").get(0);
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = plan.start(metrics, new RecordedMetrics())) {
      while (!training.isFinished()) {
        training.advance();
      }
    }
    assertThat(metrics.steps("eval/return")).containsExactly(0L, 50L, 100L);

    RecordedMetrics otherSeed = new RecordedMetrics();
    try (Training training = plan.withSeed(99).start(otherSeed, new RecordedMetrics())) {
      while (!training.isFinished()) {
        training.advance();
      }
    }
    assertThat(otherSeed.entries()).isNotEqualTo(metrics.entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "environment: chian|2|environment.type: no environment is called 'chian'; did you mean"
            + " 'chain'? known: chain, letters",
        "environment: {length: 3}|2|environment.type: is missing; say which environment",
        "environment: [chain]|2|environment: expected a type with settings, like {type: …}, found a"
            + " list of 1",
        "environment:|2|environment: expected a type with settings, like {type: …}, found nothing",
        "environment: {type: chain, lenght: 3}|2|environment.lenght: unknown key; did you mean"
            + " 'length'? known: length, slip, stepLimit",
        "environment: {type: chain, length: 1}|2|environment.length: must lie in [2, 1000]"
            + " (states), not 1",
        "environment: {type: chain, length: 13}|2|environment.length: there is no chain of that"
            + " length",
        "environment:\\n  type: chain\\n  slip: 0\\n  length: 13|5|environment.length: there is no"
            + " chain of that length",
        "agent: fkae|3|agent.type: no agent is called 'fkae'; did you mean 'fake'? known:"
            + " counting, fake, reader",
        "agent:\\n  type: fake\\n  learningRate: 0|5|agent.learningRate: must lie in (0, 1], not"
            + " 0.0",
        "agent: reader\\nbudget: {tokens: 5}|3|agent.type: agent 'reader' cannot learn from"
            + " environment 'chain': it reads a corpus, not a decision process; agents that can:"
            + " counting, fake",
        "environment: letters|3|agent.type: agent 'fake' cannot learn from environment 'letters':"
            + " it learns from a decision process, not from a corpus; agents that can: reader",
        "budget: {epochs: 5}|4|budget.epochs: agent 'fake' does not count epochs; give its budget"
            + " in environmentSteps",
        "budget:\\n  epochs: 5|5|budget.epochs: agent 'fake' does not count epochs; give its budget"
            + " in environmentSteps",
        "budget: {}|4|budget: a budget needs exactly one of environmentSteps, updates, epochs,"
            + " tokens; 0 are given",
        "budget: {epochs: 5, tokens: 3}|4|budget: a budget needs exactly one of environmentSteps,"
            + " updates, epochs, tokens; 2 are given",
        "budget: {environmentSteps: 0}|4|budget.environmentSteps: must be at least 1, not 0",
        "budget: 100|4|budget: expected keys with values, found '100'",
        "evaluation: {every: 0}|5|evaluation.every: must be at least 1 (budget clock), not 0",
        "log: {evrey: 0}|5|log.evrey: unknown key; did you mean 'every'? known: every",
        "backend: {device: tpu}|5|backend.device: no such choice: 'tpu'; did you mean 'cpu'? known:"
            + " cpu, gpu",
        "backend:\\n  device: gpu\\n  engine: compiled|7|backend.engine: the compiled engine"
            + " computes on the CPU; with device: gpu leave engine out or say deeplearning4j",
      })
  void whatIsWrong(String lines, int line, String expected) {
    StringBuilder yaml = new StringBuilder(MINIMAL);
    for (String section : Splitter.onPattern("\n(?! )").split(lines.translateEscapes())) {
      String key = section.substring(0, section.indexOf(':') + 1);
      int at = yaml.indexOf("\n" + key);
      if (at < 0) {
        yaml.append(section).append('\n');
      } else {
        yaml.replace(at + 1, yaml.indexOf("\n", at + 1), section);
      }
    }
    assertThat(problems(yaml.toString())).containsExactly("study.yaml:" + line + ": " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wrappers: reward-scale|4|environment.wrappers: expected a list of wrappers, innermost"
            + " first, found 'reward-scale'",
        "wrappers:|4|environment.wrappers: expected a list of wrappers, innermost first, found"
            + " nothing",
        "wrappers: [5]|4|environment.wrappers[0].type: no wrapper is called '5'; known:"
            + " reward-scale",
        "wrappers: [[a]]|4|environment.wrappers[0]: expected a type with settings, like {type: …},"
            + " found a list of 1",
        "wrappers: [reward-scale]|4|environment.wrappers[0].factor: is missing; it is factor",
        "wrappers:\\n  - {type: reward-scale, factor: 1}\\n  - {type: reward-scael}|6|"
            + "environment.wrappers[1].type: no wrapper is called 'reward-scael'; did you mean"
            + " 'reward-scale'? known: reward-scale",
        "wrappers:\\n  - {type: reward-scale, factor: 1}\\n  - factor: 2|6|"
            + "environment.wrappers[1].type: is missing; say which wrapper",
        "wrappers:\\n  - {type: reward-scale, factor: 1}\\n  - type: reward-scale\\n    factor:"
            + " 13|7|environment.wrappers[1].factor: does not fit this process",
      })
  void whatIsWrongWithWrappers(String lines, int line, String expected) {
    String yaml =
        MINIMAL.replace(
            "environment: chain\n",
            "environment:\n  type: chain\n  "
                + lines.translateEscapes().replace("\n", "\n  ")
                + "\n");
    assertThat(problems(yaml)).containsExactly("study.yaml:" + line + ": " + expected);
  }

  @Test
  void wrappersGoAroundDecisionProcessesOnly() {
    assertThat(
            problems(
                """
                study: s
                environment:
                  type: letters
                  wrappers:
                  - {type: reward-scale, factor: 1}
                agent: reader
                budget: {epochs: 1}
                """))
        .containsExactly(
            "study.yaml:5: environment.wrappers[0]: wrappers go around decision processes, not"
                + " around a corpus");
  }

  @Test
  void problemsOfAllSectionsAreFoundTogether() {
    assertThat(
            problems(
                """
                study: s
                environment: {type: chain, length: x, wrappers: [[a]]}
                agent: [fake]
                budget: {epochs: y}
                backend: {threads: 0}
                """))
        .containsExactlyInAnyOrder(
            "study.yaml:2: environment.length: expected a whole number, found 'x'",
            "study.yaml:2: environment.wrappers[0]: expected a type with settings, like {type: …},"
                + " found a list of 1",
            "study.yaml:3: agent: expected a type with settings, like {type: …}, found a list of 1",
            "study.yaml:4: budget.epochs: expected a whole number, found 'y'",
            "study.yaml:5: backend.threads: must lie in [1, 256] (threads), not 0");
  }

  @Test
  void whatTheReaderAndTheBinderFindIsToldInOneRound() {
    StudyReader.Reading reading =
        StudyReader.readAsFar(
            YamlReader.parse(
                "study.yaml",
                """
                study: s
                environment: {type: chain, length: x}
                agent: {type: fake, learningRate: 0}
                budget: {epochs: 5}
                seeds: none
                variants: {odd: {agnet.discount: 1}}
                report: {metrik: eval/return}
                """));
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> BINDER.bind(reading));
    assertThat(e.problems())
        .extracting(problem -> problem.origin().line() + " " + problem.path())
        .containsExactly(
            "2 environment.length",
            "3 agent.learningRate",
            "5 seeds",
            "6 variants.odd.agnet.discount",
            "7 report.metrik");
  }

  @Test
  void aWrongBudgetAndAWrongPairingAreToldInOneRound() {
    assertThat(
            problems(
                """
                study: s
                environment: chain
                agent: reader
                budget: {environmentSteps: 5}
                """))
        .hasSize(2);
  }

  @Test
  void aProblemThatSeveralVariantsShareIsReportedOnce() {
    assertThat(
            problems(
                MINIMAL.replace("agent: fake", "agent: {type: fake, learningRate: 0}")
                    + """
                    variants:
                      baseline: {}
                      long: {environment.length: 13}
                      longer: {environment.length: 1001}
                      good: {agent.learningRate: 1}
                    """))
        .containsExactly(
            "study.yaml:3: agent.learningRate: must lie in (0, 1], not 0.0",
            "study.yaml:7: environment.length: there is no chain of that length",
            "study.yaml:8: environment.length: must lie in [2, 1000] (states), not 1001");
  }

  @Test
  void aVariantsOwnProblemIsLocatedInTheVariant() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    variants:
                      baseline: {}
                      long:
                        environment.slip: 0
                        environment.length: 13
                    """))
        .containsExactly("study.yaml:9: environment.length: there is no chain of that length");
  }

  private static BackendProbe probe(String complaint) {
    return new BackendProbe() {
      @Override
      public void prepare(BackendConfig config) {
        if (config.device() == BackendConfig.Device.GPU) {
          throw new InvalidSettingException("device", complaint);
        }
      }

      @Override
      public Map<String, String> facts(BackendConfig config) {
        return Map.of();
      }

      @Override
      public Map<String, String> loadedFacts(BackendConfig config) {
        return Map.of();
      }
    };
  }

  @Test
  void everyBackendIsAskedAndItsComplaintLocated() {
    RunBinder binder =
        new RunBinder(PLUGINS, List.of(probe("no card was found"), probe("nor a driver")));

    assertThat(problems(binder, MINIMAL + "backend:\n  threads: 1\n  device: gpu\n"))
        .containsExactly(
            "study.yaml:7: backend.device: no card was found",
            "study.yaml:7: backend.device: nor a driver");
    assertThat(binder.bind(StudyReader.read(YamlReader.parse("study.yaml", MINIMAL)))).hasSize(5);
  }

  @Test
  void theResolvedConfigurationBindsToTheSamePlan() {
    List<RunPlan> plans =
        bind(
            """
            study: s
            environment:
              type: chain
              length: 7
              wrappers: [{type: reward-scale, factor: 0.1}, {type: reward-scale, factor: -3}]
            agent: {type: fake, nickname: "it's: 1e3 #no"}
            budget: {environmentSteps: 1e3}
            evaluation: {episodes: 3}
            backend: {threads: 2}
            seeds: [-5]
            variants:
              baseline: {}
              null: {agent.nickname: 'null'}
              "1.50": {agent.learningRate: 1e-7, environment.wrappers: []}
            """);

    assertThat(plans).hasSize(3);
    for (RunPlan plan : plans) {
      String written = YamlWriter.write(plan.resolved());
      RunPlan read = BINDER.bindResolved(YamlReader.parse("config.yaml", written));
      assertThat(read).as(written).isEqualTo(plan);
      assertThat(read.hashCode()).isEqualTo(plan.hashCode());
      assertThat(Nodes.withoutOrigins(read.resolved())).isEqualTo(plan.resolved());
    }
    assertThat(plans.get(1)).isNotEqualTo(plans.get(0));
  }

  @Test
  void theResolvedConfigurationSaysEverything() {
    assertThat(YamlWriter.write(bind(MINIMAL).get(0).resolved()))
        .isEqualTo(
            """
            study: s
            variant: baseline
            seed: 1
            environment:
              type: chain
              length: 5
              slip: 0.1
              stepLimit: 20
            agent:
              type: fake
              learningRate: 0.25
              nickname: fake
            budget:
              environmentSteps: 100
              updates: null
              epochs: null
              tokens: null
            evaluation:
              every: 1000
              episodes: 10
              stepLimit: 10000
              epsilon: 0.0
            log:
              every: 1000
            backend:
              device: cpu
              engine: compiled
              threads: 1
            """);
  }

  @Test
  void aResolvedConfigurationThatWasChangedByHandIsChecked() {
    String written = YamlWriter.write(bind(MINIMAL).get(0).resolved());

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                BINDER.bindResolved(
                    YamlReader.parse("config.yaml", written.replace("seed: 1", "sede: 1"))));
    assertThat(e.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "config.yaml:3: sede: unknown key; did you mean 'seed'? known: study, variant, seed",
            "config.yaml:1: seed: is missing; it is root of all randomness");
  }
}
