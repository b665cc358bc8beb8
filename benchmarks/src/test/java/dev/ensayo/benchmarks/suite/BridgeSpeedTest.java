package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSpeedTest {
  @ParameterizedTest
  @ValueSource(strings = {BridgeSpeed.LOOP, BridgeSpeed.BRIDGE})
  void bothSidesAreMeasured(String engine) {
    BridgeSpeed speed = new BridgeSpeed(BridgeSpeed.PLAIN, engine, 1);
    Assumptions.assumeTrue(speed.missing().isEmpty(), () -> speed.missing().orElseThrow());
    ImmutableListMultimap<Figure, Double> values = speed.measure(Effort.TRIAL);
    assertThat(values.asMap()).hasSize(engine.equals(BridgeSpeed.BRIDGE) ? 3 : 2);
    assertThat(values.get(new Figure("gymnasium-CartPole", engine, 1, "steps/s")))
        .hasSize(1)
        .allMatch(rate -> rate > 0);
  }
}
