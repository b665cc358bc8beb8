package dev.ensayo.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Both planners against values that were found with other code, see the oracles' README. */
class PlannerOracleTest {
  /** Relative to the largest value of the table. */
  private static final double TOLERANCE = 1e-8;

  @Test
  void valueIterationFindsTheRecordedValues() throws IOException {
    check(ValueIteration::new);
  }

  @Test
  void policyIterationFindsTheRecordedValues() throws IOException {
    check(PolicyIteration::new);
  }

  private static void check(Function<PlanningConfig, Planner> planner) throws IOException {
    List<Path> files = OracleTable.files();
    assumeFalse(files.isEmpty(), "no oracles: set -Densayo.oracles to their folder");
    for (Path file : files) {
      OracleTable oracle = OracleTable.read(file);
      assertThat(oracle.optimal()).as(file.toString()).hasSize(2);
      for (OracleTable.Values expected : oracle.optimal()) {
        Plan plan =
            planner.apply(PlanningConfig.withDiscount(expected.gamma())).plan(oracle.table());
        checkPlan(file + " γ = " + expected.gamma(), oracle, expected, plan);
      }
    }
  }

  private static void checkPlan(
      String what, OracleTable oracle, OracleTable.Values expected, Plan plan) {
    assertThat(plan.converged()).as(what).isTrue();
    double largest = Arrays.stream(expected.values()).map(Math::abs).max().orElseThrow();
    for (int s = 0; s < expected.values().length; s++) {
      String where = what + " state " + s;
      assertThat(plan.values()[s])
          .as(where)
          .isCloseTo(expected.values()[s], within(TOLERANCE * largest));
      for (int a = 0; a < expected.actionValues()[s].length; a++) {
        assertThat(plan.actionValues().get(s, a))
            .as(where + " action " + a)
            .isCloseTo(expected.actionValues()[s][a], within(TOLERANCE * largest));
      }
      assertThat(expected.greedy()[s]).as(where).contains(plan.actionValues().greedyAction(s));
    }
    assertThat(plan.startValue(oracle.table()))
        .as(what)
        .isCloseTo(expected.startValue(), within(TOLERANCE * largest));
  }
}
