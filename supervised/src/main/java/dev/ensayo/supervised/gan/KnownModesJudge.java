package dev.ensayo.supervised.gan;

import dev.ensayo.core.examples.KnownModes;

/**
 * A sample is of the nearest mode, and good within three standard deviations of it (Srivastava et
 * al., "VEEGAN: reducing mode collapse in GANs using implicit variational learning", 2017, section
 * 5.1). Of points of the data that are in the plane 1 − e^(−9/2) = 98.9 % are.
 */
final class KnownModesJudge implements SampleJudge {
  private static final double DEVIATIONS = 3;

  private final KnownModes modes;

  KnownModesJudge(KnownModes modes) {
    this.modes = modes;
  }

  @Override
  public int judge(float[] samples, int offset) {
    int mode = modes.nearest(samples, offset);
    boolean good = modes.distance(mode, samples, offset) <= DEVIATIONS * modes.deviation();
    return good ? mode : -1 - mode;
  }

  @Override
  public String words() {
    return "A sample is good within three standard deviations of the nearest mode.";
  }
}
