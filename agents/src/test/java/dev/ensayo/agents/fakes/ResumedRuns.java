package dev.ensayo.agents.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.training.Training;
import java.io.IOException;

/** What must hold for every agent: a run that is saved and restored on the way is the same run. */
public final class ResumedRuns {
  private ResumedRuns() {}

  /**
   * Runs once without a break and once with a save and a restore in the middle; compares every
   * recorded value and the whole final state, bit for bit.
   */
  public static <C extends Record> void check(
      PolicyProvider<C> provider, String settings, DecisionProcess process, long steps, long seed)
      throws IOException {
    RecordedMetrics expected = new RecordedMetrics();
    byte[] finalState;
    try (Training whole = Runs.start(provider, settings, process, steps, seed, expected)) {
      advanceTo(whole, steps);
      finalState = Runs.save(whole);
    }

    RecordedMetrics metrics = new RecordedMetrics();
    byte[] saved;
    try (Training first = Runs.start(provider, settings, process, steps, seed, metrics)) {
      advanceTo(first, steps / 2);
      assertThat(first.isResumable()).isTrue();
      saved = Runs.save(first);
    }
    try (Training second = Runs.start(provider, settings, process, steps, seed, metrics)) {
      Runs.load(second, saved);
      advanceTo(second, steps);
      assertThat(metrics.rows()).isEqualTo(expected.rows());
      assertThat(Runs.save(second)).isEqualTo(finalState);
    }
  }

  private static void advanceTo(Training training, long position) {
    while (!training.isFinished() && training.position() < position) {
      training.advance();
    }
  }
}
