package dev.ensayo.backend.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.training.BackendConfig;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class Deeplearning4jProbeTest {
  /** Each run writes the facts down; a program that is started for each costs more than the run. */
  @Test
  void theDriverIsAskedOnceHoweverManyRunsThereAre() {
    AtomicInteger asked = new AtomicInteger();
    Deeplearning4jProbe probe =
        new Deeplearning4jProbe(
            new GpuProbe(
                false,
                command -> {
                  asked.incrementAndGet();
                  return new CommandRunner.Result(0, "Tesla T4, 7.5, 535.104.05");
                }));
    var first = probe.facts(BackendConfig.defaults());
    assertThat(first.get("gpu")).contains("Tesla T4");
    for (int run = 0; run < 5; run++) {
      assertThat(probe.facts(BackendConfig.defaults())).isEqualTo(first);
    }
    assertThat(asked).hasValue(1);
  }
}
