package dev.ensayo.environments.mixture;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.KnownModes;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Points of a plane, equally many from each of several normal distributions; the class of a point
 * is the mode it comes from. A mixture on a ring or a grid is what generative models are tried on
 * whose samples may leave modes out (Srivastava et al., "VEEGAN: reducing mode collapse in GANs
 * using implicit variational learning", 2017, section 5.1).
 */
final class GaussianMixture implements LabelledExamples {
  private static final int AXES = 2;

  private final GaussianMixtureConfig config;
  private final KnownModes modes;
  private final ExamplesSpec spec;

  GaussianMixture(GaussianMixtureConfig config) {
    this.config = config;
    this.modes =
        new KnownModes(
            config.layout().centers(config.modes(), config.radius()), config.deviation());
    this.spec =
        new ExamplesSpec(
            ImmutableIntArray.of(AXES),
            IntStream.rangeClosed(1, config.modes())
                .mapToObj(Integer::toString)
                .collect(ImmutableList.toImmutableList()),
            ImmutableList.of());
  }

  @Override
  public ExamplesSpec spec() {
    return spec;
  }

  @Override
  public Optional<KnownModes> knownModes() {
    return Optional.of(modes);
  }

  /** Drawn anew at each call: that costs less than keeping it. */
  @Override
  public Examples examples(Split split, SeedSequence seeds) {
    int count =
        modes.count()
            * switch (split) {
              case TRAIN -> config.train();
              case VALID -> config.valid();
              case TEST -> config.test();
            };
    RandomStream random = new SeedSequence(config.drawingSeed()).stream(split.label());
    float[] points = new float[AXES * count];
    for (int i = 0; i < count; i++) {
      ImmutableDoubleArray center = modes.centers().get(i % modes.count());
      for (int axis = 0; axis < AXES; axis++) {
        points[AXES * i + axis] =
            (float) (center.get(axis) + config.deviation() * random.nextGaussian());
      }
    }
    return new MixturePoints(points, modes.count());
  }
}
