package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.lang.management.ManagementFactory;

/** What a step puts on Java's heap. */
final class StepAllocation {
  private static final int ROUNDS = 20;

  /** Bytes that the counter itself may cost, far below one object for each step. */
  private static final long FEW = 1000;

  private StepAllocation() {}

  /** Asserts it of steps and predictions, of a whole batch and of a part of one. */
  static void assertNone(
      BatchPlan plan, int batch, float[][] inputs, float[][] targets, float[][] outputs) {
    RandomStream random = new SeedSequence(7).stream("masks");
    assertNone(
        "four calls",
        200,
        () -> {
          plan.fit(inputs, targets, null, batch, random);
          plan.fit(inputs, targets, null, 3, random);
          plan.predict(inputs, batch, outputs);
          plan.predict(inputs, 1, outputs);
        });
  }

  /**
   * Asserts that a step puts nothing on the heap once Java has compiled it.
   *
   * @param steps of a round, some dozens at least; the best of the rounds counts
   */
  static void assertNone(String name, int steps, Runnable step) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least >= FEW; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < steps; i++) {
        step.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as(name).isLessThan(FEW);
  }
}
