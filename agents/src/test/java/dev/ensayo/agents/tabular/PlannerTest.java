package dev.ensayo.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static List<Planner> planners(double discount) {
    PlanningConfig config = PlanningConfig.withDiscount(discount);
    return List.of(new ValueIteration(config), new PolicyIteration(config));
  }

  @Test
  void chainHasPowersOfTheDiscount() {
    for (Planner planner : planners(0.9)) {
      Plan plan = planner.plan(Tables.chain(6, 0));
      // From state s the reward 1 comes with the (5 − s)-th step: V(s) = 0.9^(4 − s).
      for (int s = 0; s < 5; s++) {
        assertThat(plan.values()[s]).isCloseTo(Math.pow(0.9, 4 - s), within(1e-11));
        assertThat(plan.actionValues().greedyAction(s)).isEqualTo(1);
      }
      assertThat(plan.startValue(Tables.chain(6, 0))).isCloseTo(0.6561, within(1e-11));
    }
  }

  @Test
  void slipperyStateHasTheFixedPointOfItsEquation() {
    for (Planner planner : planners(0.9)) {
      Plan plan = planner.plan(Tables.chain(2, 0.2));
      // V = 0.8·1 + 0.2·0.9·V, so V = 0.8/0.82.
      assertThat(plan.values()[0]).isCloseTo(0.8 / 0.82, within(1e-11));
    }
  }

  @Test
  void cliffWithoutDiscountIsThirteenStepsLong() {
    for (Planner planner : planners(1)) {
      Plan plan = planner.plan(Tables.cliff());
      if (planner instanceof ValueIteration) {
        // Sutton and Barto, example 6.6: the optimal path runs along the edge, 13 steps of −1.
        assertThat(plan.startValue(Tables.cliff())).isEqualTo(-13);
      } else {
        // Going up for ever, the first policy, has no finite value without discount.
        assertThat(plan.converged()).isFalse();
      }
    }
  }

  @Test
  void processWithoutFiniteValuesFailsTheRun() {
    Outcome again = new Outcome(1, 0, 1, false);
    TransitionTable endless = new TransitionTable(new double[] {1}, new Outcome[][][] {{{again}}});
    assertThatThrownBy(
            () ->
                Runs.run(
                    new ValueIterationProvider(),
                    "{discount: 1, maxSweeps: 50}",
                    TableEnvironment.process(endless, 5),
                    10,
                    1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("50 sweeps")
        .hasMessageContaining("agent.discount");
  }

  @Test
  void agentActsGreedilyAndRecordsItsPlanOnce() {
    RecordedMetrics metrics =
        Runs.run(
            new PolicyIterationProvider(),
            "{discount: 0.9}",
            TableEnvironment.process(Tables.chain(6, 0), 20),
            100,
            1);
    assertThat(metrics.values("eval/length")).hasSize(11).containsOnly(5.0);
    assertThat(metrics.values("plan/sweeps")).hasSize(1);
    assertThat(metrics.values("plan/improvements")).hasSize(1);
    assertThat(metrics.values("plan/start_value")).hasSize(1);
    assertThat(metrics.last("plan/start_value")).isCloseTo(0.6561, within(1e-11));
    assertThat(metrics.last("plan/improvements")).isBetween(1.0, 6.0);
  }

  /**
   * Each sweep carries the reward at the end one state further back: after three of them the value
   * of the first of five states, 0.9⁴, is unknown even one step ahead; after four it is known.
   */
  @ParameterizedTest
  @CsvSource({"0, 0.9, 0", "3, 0.6561, 0", "4, 0, 0", "1000, 0, 0.6561"})
  void planningStopsAfterSoManySweeps(int sweeps, double error, double startValue) {
    RecordedMetrics metrics =
        Runs.run(
            new ValueIterationProvider(),
            "{discount: 0.9, sweeps: " + sweeps + "}",
            TableEnvironment.process(Tables.chain(6, 0), 20),
            100,
            1);
    assertThat(metrics.last("plan/sweeps")).isLessThanOrEqualTo(sweeps);
    assertThat(metrics.last("eval/value_error")).isCloseTo(error, within(1e-11));
    assertThat(metrics.last("plan/start_value")).isCloseTo(startValue, within(1e-11));
  }

  @Test
  void modelIsATableOfActionValues(@TempDir Path folder) throws IOException {
    PlanningConfig config = PlanningConfig.withDiscount(0.5);
    PlanningAgent agent =
        new PlanningAgent(
            new ValueIteration(config),
            config,
            Runs.context(
                TableEnvironment.process(Tables.bandit(0.25, 2), 0), new RecordedMetrics()));
    agent.writeModel(folder);
    assertThat(Files.readString(folder.resolve("q-table.csv")))
        .isEqualTo("state,action,value\r\n0,0,0.25\r\n0,1,2.0\r\n");
  }
}
