package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.WrapperState;
import java.io.IOException;
import java.util.Optional;

/**
 * Shifts and scales each feature of the observation by its running mean and variance: clip((o − μ)
 * / √(σ² + ε), ±c).
 *
 * <p>The copy that is trained in learns the statistics from every observation it shows, first ones
 * included, and an observation counts before it is normalized. Copies to evaluate in read the same
 * statistics and never change them.
 */
public final class ObservationNormalizer extends EnvironmentWrapper {
  private final RunningStatistics statistics;
  private final boolean learning;
  private final boolean owning;
  private final double epsilon;
  private final double clip;
  private final float[] normalized;

  /** A copy to train in, with statistics of its own. */
  public ObservationNormalizer(Environment inner, ObservationNormalizerConfig config) {
    this(inner, config, new RunningStatistics(inner.spec().observation().size()), true, true);
  }

  private ObservationNormalizer(
      Environment inner,
      ObservationNormalizerConfig config,
      RunningStatistics statistics,
      boolean learning,
      boolean owning) {
    super(inner, inner.spec().withoutTransitionTable());
    this.statistics = statistics;
    this.learning = learning;
    this.owning = owning;
    this.epsilon = config.epsilon();
    this.clip = config.clip();
    this.normalized = new float[inner.spec().observation().size()];
  }

  /**
   * A copy to evaluate in, which reads this one's statistics.
   *
   * @param evaluated the environment that is evaluated in
   */
  ObservationNormalizer readingTheSame(Environment evaluated, ObservationNormalizerConfig config) {
    return new ObservationNormalizer(evaluated, config, statistics, false, false);
  }

  /**
   * Another copy to train in, which learns into this one's statistics.
   *
   * @param trained the environment that is trained in beside this one
   */
  ObservationNormalizer learningTheSame(Environment trained, ObservationNormalizerConfig config) {
    return new ObservationNormalizer(trained, config, statistics, true, false);
  }

  @Override
  public float[] reset() {
    return normalize(inner().reset());
  }

  @Override
  protected StepResult after(StepResult result) {
    return result.replaceObservation(normalize(result.observation()));
  }

  private float[] normalize(float[] observation) {
    if (learning) {
      statistics.add(observation);
    }
    for (int f = 0; f < normalized.length; f++) {
      double scaled =
          (observation[f] - statistics.mean(f)) / Math.sqrt(statistics.variance(f) + epsilon);
      normalized[f] = (float) Math.max(-clip, Math.min(clip, scaled));
    }
    return normalized;
  }

  @Override
  protected Optional<WrapperState> learned() {
    return owning
        ? Optional.of(new WrapperState(ObservationNormalizerProvider.NAME, statistics.numbers()))
        : Optional.empty();
  }

  @Override
  protected void restoreLearned(WrapperState state) {
    statistics.restore(state);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("observation-normalizer");
    out.writeBoolean(owning);
    if (owning) {
      statistics.saveState(out);
    }
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("observation-normalizer");
    if (in.readBoolean() != owning) {
      throw new IOException("a copy to train in and one that reads its statistics differ in state");
    }
    if (owning) {
      statistics.loadState(in);
    }
    inner().loadState(in);
  }
}
