package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.TrainingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything a run recorded, and the corridors it made: those for training come first. */
final class Recording {
  /** One line of metrics.csv. */
  record Row(long step, String metric, double value) {}

  private final List<Row> metrics = new ArrayList<>();
  private final List<Row> timings = new ArrayList<>();
  private final List<Corridor> corridors = new ArrayList<>();

  /** A run in corridors, tested every 25 steps in three episodes and logged every 20. */
  TrainingContext context(DecisionProcessSpec spec, long seed, long steps) {
    return context(spec, seed, steps, corridor -> corridor);
  }

  /**
   * @param around puts something around each corridor
   */
  TrainingContext context(
      DecisionProcessSpec spec, long seed, long steps, UnaryOperator<Environment> around) {
    return new TrainingContext(
        DecisionProcess.of(
            spec,
            seeds -> {
              Corridor corridor = new Corridor(spec, seeds.stream("start"));
              corridors.add(corridor);
              return around.apply(corridor);
            }),
        Budget.ofEnvironmentSteps(steps),
        new Evaluation(25, 3, 10_000),
        new Logging(20),
        BackendConfig.defaults(),
        new SeedSequence(seed),
        (clock, step, metric, value) -> add(metrics, clock, step, metric, value),
        (clock, step, metric, value) -> add(timings, clock, step, metric, value));
  }

  private static void add(List<Row> rows, Clock clock, long step, String metric, double value) {
    assertThat(clock).isEqualTo(Clock.ENVIRONMENT_STEP);
    rows.add(new Row(step, metric, value));
  }

  List<Row> metrics() {
    return metrics;
  }

  List<Row> timings() {
    return timings;
  }

  List<Corridor> corridors() {
    return corridors;
  }

  List<Row> of(String metric) {
    return metrics.stream().filter(row -> row.metric().equals(metric)).toList();
  }

  List<Long> steps(String metric) {
    return of(metric).stream().map(Row::step).toList();
  }
}
