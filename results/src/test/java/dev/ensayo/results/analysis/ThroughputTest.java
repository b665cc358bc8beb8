package dev.ensayo.results.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.statistics.Curve;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static Curve curve(double... values) {
    long[] steps = new long[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i + 1L;
    }
    return new Curve(Clock.EPOCH, steps, values);
  }

  @Test
  void theMetricNamesTheUnit() {
    // Half of the examples at 1,000 a second, half at 3,000: 2 / (1/1000 + 1/3000) = 1500.
    assertThat(Throughput.of(Map.of("throughput/examples_per_second", curve(1000, 3000))))
        .hasValueSatisfying(
            throughput -> {
              assertThat(throughput.perSecond()).isEqualTo(1500);
              assertThat(throughput.unit()).isEqualTo("examples");
            });
  }

  @Test
  void withoutSuchAMetricThereIsNone() {
    assertThat(Throughput.of(Map.of("time/seconds", curve(1)))).isEmpty();
  }
}
