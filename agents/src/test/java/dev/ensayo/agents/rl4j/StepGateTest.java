package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepGateTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final StepGate gate = new StepGate(2);
  private final List<Long> steps = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    gate.close();
    threads.shutdownNow();
  }

  private void walk() {
    try {
      while (true) {
        steps.add(gate.pass());
      }
    } catch (StepGate.ClosedException e) {
      return;
    } finally {
      gate.leave();
    }
  }

  @Test
  void letsExactlySoManyPass() throws Exception {
    threads.execute(this::walk);
    threads.execute(this::walk);
    assertThat(gate.open(5, LONG)).isEqualTo(5);
    assertThat(steps).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(gate.open(1000, LONG)).isEqualTo(1000);
    assertThat(steps)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 1005).boxed().toList());
    assertThat(gate.passed()).isEqualTo(1005);
  }

  @Test
  void waitsForWhatAStepDoes() throws Exception {
    threads.execute(this::walk);
    threads.execute(
        () -> {
          gate.pass();
          Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(300));
          steps.add(-1L);
          walk();
        });
    long taken = 0;
    while (!steps.contains(-1L)) {
      taken += gate.open(1_000_000, Duration.ofMillis(20)); // far less than the step takes
    }
    int recorded = steps.size();
    Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50));
    assertThat(steps).as("all rest").hasSize(recorded);
    assertThat(taken).isEqualTo(recorded);
  }

  @Test
  void tellsWhyAThreadFailed() {
    IllegalStateException reason = new IllegalStateException("lost");
    threads.execute(this::walk);
    threads.execute(
        () -> {
          gate.pass();
          gate.fail(reason);
          gate.leave();
        });
    assertThatThrownBy(() -> gate.open(1_000_000_000, LONG))
        .isInstanceOf(StepGate.FailedException.class)
        .hasCause(reason);
  }

  @Test
  void aThreadThatEndsByItselfHasFailed() {
    threads.execute(this::walk);
    threads.execute(gate::leave);
    assertThatThrownBy(() -> gate.open(10, LONG))
        .isInstanceOf(StepGate.FailedException.class)
        .hasNoCause();
  }

  @Test
  void nobodyPassesAClosedGate() {
    gate.close();
    assertThatThrownBy(gate::pass).isInstanceOf(StepGate.ClosedException.class);
  }
}
