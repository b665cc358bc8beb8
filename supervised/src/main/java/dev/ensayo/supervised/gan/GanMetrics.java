package dev.ensayo.supervised.gan;

import dev.ensayo.core.metrics.MetricMeans;
import java.util.Set;

/** The names of what a run records, and the means of each update. */
final class GanMetrics {
  /** Share of the data's modes that samples cover, in [0, 1]. */
  static final String COVERAGE = "test/mode_coverage";

  /** How many of the modes they are. */
  static final String COVERED = "test/modes";

  /** Share of the samples that is good, in [0, 1]. */
  static final String QUALITY = "test/sample_quality";

  /** Divergence of the samples' modes from the data's, in nats. */
  static final String DIVERGENCE = "test/mode_divergence";

  private static final String DISCRIMINATOR_LOSS = "train/discriminator_loss";
  private static final String DISCRIMINATOR_ACCURACY = "train/discriminator_accuracy";
  private static final String DISCRIMINATOR_GRADIENT = "train/discriminator_grad_norm";
  private static final String GENERATOR_LOSS = "train/generator_loss";
  private static final String GENERATOR_GRADIENT = "train/generator_grad_norm";

  static final Set<String> NAMES =
      Set.of(
          COVERAGE,
          COVERED,
          QUALITY,
          DIVERGENCE,
          DISCRIMINATOR_LOSS,
          DISCRIMINATOR_ACCURACY,
          DISCRIMINATOR_GRADIENT,
          GENERATOR_LOSS,
          GENERATOR_GRADIENT);

  private final MetricMeans.Mean discriminatorLoss;
  private final MetricMeans.Mean discriminatorAccuracy;
  private final MetricMeans.Mean discriminatorGradient;
  private final MetricMeans.Mean generatorLoss;
  private final MetricMeans.Mean generatorGradient;

  GanMetrics(MetricMeans means) {
    discriminatorLoss = means.mean(DISCRIMINATOR_LOSS);
    discriminatorAccuracy = means.mean(DISCRIMINATOR_ACCURACY);
    discriminatorGradient = means.mean(DISCRIMINATOR_GRADIENT);
    generatorLoss = means.mean(GENERATOR_LOSS);
    generatorGradient = means.mean(GENERATOR_GRADIENT);
  }

  /** After a step of the discriminator. */
  void record(Discriminator discriminator) {
    discriminatorLoss.add(discriminator.loss());
    discriminatorAccuracy.add(discriminator.accuracy());
    discriminatorGradient.add(discriminator.gradientNorm());
  }

  /** After a step of the generator. */
  void record(Generator generator) {
    generatorLoss.add(generator.loss());
    generatorGradient.add(generator.gradientNorm());
  }
}
