package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private final Measurements measurements = new Measurements();
  private final ResultTable table = new ResultTable(measurements);

  private void add(String workload, String engine, String unit, double value) {
    measurements.add(ImmutableListMultimap.of(Figure.of(workload, engine, unit), value));
  }

  @Test
  void csvHasMedianAndRangeOfEachRow() {
    for (double value : new double[] {110.4, 90, 100.25}) {
      add("dqn-step-64-64", "compiled", "us", value);
    }
    add("environment-cartpole-v1", "-", "steps/s", 20_123_456.7);

    assertThat(table.csv())
        .containsExactly(
            "workload,engine,threads,median,unit,min,max,repeats",
            "dqn-step-64-64,compiled,1,100.3,us,90.00,110.4,3",
            "environment-cartpole-v1,-,1,20123457,steps/s,20123457,20123457,1");
  }

  @Test
  void goalsCompareRoundByRound() {
    // 10 and 20 times; the quotient of the medians would be 1200 / 75 = 16.
    add("dqn-step-64-64", "compiled", "us", 100);
    add("dqn-step-64-64", "compiled", "us", 50);
    add("dqn-step-64-64", "deeplearning4j", "us", 1000);
    add("dqn-step-64-64", "deeplearning4j", "us", 1400);

    List<String> goals = table.goals();
    assertThat(goals).hasSize(3);
    assertThat(goals.get(1)).contains("75.00", "at most 120.0", "met");
    // 10 and 28 times: median 19.
    assertThat(goals.get(2)).contains("19.00", "10.00", "28.00", "at least 15.00", "met");
  }

  @Test
  void goalsThatAreMissedSaySo() {
    add("run-cleanrl", "compiled", "steps/s", 19_999);

    assertThat(table.goals().get(1)).contains("19999", "at least 20000").endsWith("missed");
  }

  @Test
  void numbersHaveFourDigits() {
    assertThat(ResultTable.number(0)).isEqualTo("0");
    assertThat(ResultTable.number(3e-7)).isEqualTo("0");
    assertThat(ResultTable.number(0.012345)).isEqualTo("0.01235");
    assertThat(ResultTable.number(-1.5)).isEqualTo("-1.500");
    assertThat(ResultTable.number(1234.5)).isEqualTo("1235");
  }

  @Test
  void growthComparesQuarters() {
    // Quarters of two: medians 1.5 and 10.5.
    assertThat(MemorySoak.growth(List.of(1.0, 2.0, 90.0, 91.0, 92.0, 93.0, 10.0, 11.0)))
        .isEqualTo(9);
  }

  @Test
  void operationsOfAStepAreCounted() {
    // 64 rows; 4·64 + 64·64 + 64·2 = 4480 weights, 256 of them in the first layer, which needs no
    // gradient of its input: 2·64·(4·4480 − 256).
    assertThat(DqnNetwork.SMALL.flops()).isEqualTo(2_260_992);
  }
}
