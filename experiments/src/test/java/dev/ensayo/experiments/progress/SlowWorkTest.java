package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowWorkTest {
  private final StringWriter said = new StringWriter();

  @Test
  void quickWorkSaysNothing() {
    try (SlowWork work = new SlowWork(new PrintWriter(said), Duration.ofHours(1))) {
      work.doing("reading");
      work.doing("writing");
    }
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void slowWorkSaysWhatItIsAtAndWhatComesNext() throws InterruptedException {
    try (SlowWork work = new SlowWork(new PrintWriter(said), Duration.ofMillis(1))) {
      work.doing("reading");
      while (said.getBuffer().length() == 0) {
        Thread.sleep(1);
      }
      work.doing("writing");
    }
    assertThat(said.toString().lines()).containsExactly("reading …", "writing …");
  }
}
