package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUseTest {
  @Test
  void whatAProcessTakesIsCounted() throws IOException, InterruptedException {
    ProcessUse use = ProcessUse.of("a pause", List.of("sh", "-c", "sleep 1"));
    assertThat(use.seconds()).isBetween(1.0, 60.0);
    assertThat(use.processor()).isBetween(0.0, use.seconds());
  }

  @Test
  void whatAFailedProcessSaidLastIsTold() {
    assertThatThrownBy(
            () -> ProcessUse.of("it", List.of("sh", "-c", "echo so >&2; echo why >&2; exit 3")))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("it was not measured: its process ended with 3: why");
  }
}
