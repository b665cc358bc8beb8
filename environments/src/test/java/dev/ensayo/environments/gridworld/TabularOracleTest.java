package dev.ensayo.environments.gridworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.OracleArguments;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import dev.ensayo.environments.wrappers.TimeLimit;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the grid worlds with transition tables and episodes recorded from Gymnasium, exactly:
 * order and probability of the outcomes, rewards, endings, start distribution; and the episodes by
 * handing out the recorded draws.
 */
class TabularOracleTest {
  /** Values are converged to this, relative to the largest one. */
  private static final double VALUES = 1e-10;

  /** What an upstream environment is here: a provider, and an argument its name implies. */
  private record Counterpart(EnvironmentProvider<?> provider, ObjectNode implied) {}

  private static final String LARGE_LAKE = "FrozenLake8x8-v1";

  private static final Map<String, Counterpart> COUNTERPARTS =
      Map.of(
          "FrozenLake-v1",
          new Counterpart(new FrozenLakeProvider(), none()),
          LARGE_LAKE,
          new Counterpart(new FrozenLakeProvider(), none().put("map_name", "8x8")),
          "CliffWalking-v1",
          new Counterpart(new CliffWalkingProvider(), none()),
          "CliffWalkingSlippery-v1",
          new Counterpart(new CliffWalkingProvider(), none().put("is_slippery", true)),
          "Taxi-v4",
          new Counterpart(new TaxiProvider(), none()));

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  @TestFactory
  Stream<DynamicNode> recordedTables() {
    return OracleFolder.testsOf(
        "toy_text/tables", path -> test(path, TabularOracleTest::compareTable));
  }

  @TestFactory
  Stream<DynamicNode> recordedEpisodes() {
    return OracleFolder.testsOf(
        "toy_text/rollouts", path -> test(path, TabularOracleTest::compareEpisodes));
  }

  /** The limits that settings without one lead to, against the recorded ones. */
  @TestFactory
  Stream<DynamicNode> registeredTimeLimits() {
    return OracleFolder.testsOf(
        "toy_text/tables", path -> test(path, TabularOracleTest::compareRegisteredLimit));
  }

  private static DynamicNode test(Path path, Consumer<OracleFile> comparison) {
    String name = path.getFileName().toString();
    return dynamicTest(
        name,
        () -> {
          OracleFile file = OracleFile.read(path);
          if (!COUNTERPARTS.containsKey(file.environment())) {
            abort("there is no " + file.environment() + " yet: " + name);
          }
          comparison.accept(file);
        });
  }

  private static DecisionProcess process(OracleFile file, JsonNode stepLimit) {
    Counterpart counterpart = COUNTERPARTS.get(file.environment());
    return open(counterpart.provider(), arguments(file), stepLimit);
  }

  private static ObjectNode arguments(OracleFile file) {
    return COUNTERPARTS
        .get(file.environment())
        .implied()
        .deepCopy()
        .setAll((ObjectNode) file.meta().get("kwargs"));
  }

  private static <C extends Record> DecisionProcess open(
      EnvironmentProvider<C> provider, JsonNode arguments, JsonNode stepLimit) {
    return (DecisionProcess)
        provider.open(OracleArguments.settings(provider.configType(), arguments, stepLimit));
  }

  private static TransitionTable table(DecisionProcess process) {
    return process.create(new SeedSequence(0)).transitionTable().orElseThrow();
  }

  private static void compareTable(OracleFile file) {
    JsonNode limit = file.meta().get("max_episode_steps");
    DecisionProcess process = process(file, limit);
    TransitionTable table = table(process);
    assertThat(process.spec().stepLimit()).isEqualTo(limit.asInt(0));
    assertThat(process.spec().hasTransitionTable()).isTrue();
    assertThat(table.states()).isEqualTo(file.meta().get("n_states").intValue());
    assertThat(table.actions()).isEqualTo(file.meta().get("n_actions").intValue());

    JsonNode initial = file.linesOfType("init").get(0).get("distribution");
    assertThat(initial).hasSize(table.states());
    for (int s = 0; s < table.states(); s++) {
      assertThat(table.initialProbability(s)).isEqualTo(initial.get(s).doubleValue());
    }
    int rows = 0;
    for (JsonNode row : file.linesOfType("p")) {
      compareRow(table, row);
      rows++;
    }
    assertThat(rows).isEqualTo(table.states() * table.actions());
    int values = 0;
    for (JsonNode line : file.linesOfType("values")) {
      compareValues(table, line);
      values++;
    }
    assertThat(1 + rows + values).isEqualTo(file.lines().size());
  }

  private static void compareRow(TransitionTable table, JsonNode row) {
    int s = row.get("s").intValue();
    int a = row.get("a").intValue();
    JsonNode outcomes = row.get("outcomes");
    String where = "state " + s + ", action " + a;
    assertThat(table.outcomeCount(s, a)).as(where).isEqualTo(outcomes.size());
    for (int k = 0; k < outcomes.size(); k++) {
      JsonNode outcome = outcomes.get(k);
      Outcome expected =
          new Outcome(
              outcome.get(0).doubleValue(),
              outcome.get(1).intValue(),
              outcome.get(2).doubleValue(),
              outcome.get(3).booleanValue());
      assertThat(table.outcome(s, a, k)).as("%s, outcome %s", where, k).isEqualTo(expected);
    }
  }

  /** The recorded values solve the Bellman equations of our table. */
  private static void compareValues(TransitionTable table, JsonNode line) {
    double[] recorded = OracleFile.doubles(line.get("V"));
    double gamma = line.get("gamma").doubleValue();
    boolean optimal =
        switch (line.get("what").textValue()) {
          case "optimal" -> true;
          case "uniform_random_policy" -> false;
          default -> throw new IllegalStateException("unknown values: " + line.get("what"));
        };
    double largest = 1;
    for (double v : recorded) {
      largest = Math.max(largest, Math.abs(v));
    }
    for (int s = 0; s < table.states(); s++) {
      double best = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int a = 0; a < table.actions(); a++) {
        double q = actionValue(table, recorded, gamma, s, a);
        best = Math.max(best, q);
        sum += q;
      }
      assertThat(optimal ? best : sum / table.actions())
          .as("%s value of state %s, gamma %s", line.get("what"), s, gamma)
          .isCloseTo(recorded[s], within(VALUES * largest));
    }
  }

  private static double actionValue(
      TransitionTable table, double[] values, double gamma, int state, int action) {
    double q = 0;
    for (int k = 0; k < table.outcomeCount(state, action); k++) {
      Outcome outcome = table.outcome(state, action, k);
      double next = outcome.terminated() ? 0 : values[outcome.nextState()];
      q += outcome.probability() * (outcome.reward() + gamma * next);
    }
    return q;
  }

  private static void compareEpisodes(OracleFile file) {
    int steps = 0;
    for (OracleFile.Episode episode : file.episodes()) {
      steps += compareEpisode(file, episode);
    }
    assertThat(steps).isEqualTo(file.linesOfType("step").size()).isPositive();
  }

  private static int compareEpisode(OracleFile file, OracleFile.Episode episode) {
    JsonNode limit = episode.start().get("max_episode_steps");
    TransitionTable table = table(process(file, limit));
    RecordedDraws draws = new RecordedDraws();
    Environment environment =
        new TabularEnvironment("replay", table, OptionalDouble.empty(), draws);
    if (!limit.isNull()) {
      environment = new TimeLimit(environment, limit.intValue());
    }
    draws.add(episode.start().get("u0").doubleValue());
    int state = (int) environment.reset()[0];
    assertThat(state).isEqualTo(episode.start().get("s0").intValue());
    for (JsonNode step : episode.steps()) {
      String where = "episode " + episode.number() + ", step " + step.get("t");
      int action = step.get("action").intValue();
      double draw = step.get("u").doubleValue();
      assertThat(table.sample(state, action, draw).probability())
          .as(where)
          .isEqualTo(step.get("prob").doubleValue());
      draws.add(draw);
      StepResult result = environment.step(action);
      assertThat(draws.left()).as("%s, draws left", where).isZero();
      state = (int) result.observation()[0];
      assertThat(state).as(where).isEqualTo(step.get("s").intValue());
      assertThat(result.reward()).as(where).isEqualTo(step.get("reward").doubleValue());
      assertThat(result.terminated())
          .as("%s, terminated", where)
          .isEqualTo(step.get("terminated").booleanValue());
      assertThat(result.truncated())
          .as("%s, truncated", where)
          .isEqualTo(step.get("truncated").booleanValue());
    }
    return episode.steps().size();
  }

  /** Upstream the limit belongs to the name, here to the map; a name with another's map differs. */
  private static boolean isOnItsOwnMap(OracleFile file) {
    ObjectNode arguments = arguments(file);
    boolean largeMap = !arguments.has("desc") && arguments.path("map_name").asText().equals("8x8");
    return largeMap == file.environment().equals(LARGE_LAKE);
  }

  private static void compareRegisteredLimit(OracleFile file) {
    assumeTrue(isOnItsOwnMap(file), "a map under the name of the other one");
    DecisionProcess process = process(file, JsonNodeFactory.instance.missingNode());
    assertThat(process.spec().stepLimit()).isEqualTo(file.meta().get("max_episode_steps").asInt(0));
  }
}
