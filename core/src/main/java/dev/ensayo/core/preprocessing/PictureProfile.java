package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/** What pictures are like: how bright each is on average, and how much its levels differ. */
public final class PictureProfile {
  private static final int BRIGHTEST = 255;

  private final double[] brightness;
  private final double[] contrast;
  private int count;

  /**
   * @param most how many pictures at most
   */
  public PictureProfile(int most) {
    this.brightness = new double[most];
    this.contrast = new double[most];
  }

  /**
   * Looks at a picture.
   *
   * @param levels of all channels, from {@code from} on
   */
  public void add(byte[] levels, int from, int length) {
    long sum = 0;
    long squares = 0;
    for (int i = from; i < from + length; i++) {
      int level = levels[i] & 0xFF;
      sum += level;
      squares += (long) level * level;
    }
    double mean = (double) sum / length;
    double variance = Math.max(0, (double) squares / length - mean * mean);
    brightness[count] = mean / BRIGHTEST;
    contrast[count] = Math.sqrt(variance) / BRIGHTEST;
    count++;
  }

  /** The profiles so far: mean level and its standard deviation, of the full range. */
  public ImmutableList<ColumnProfile> columns() {
    return ImmutableList.of(
        ColumnProfile.Numbers.of("brightness", Arrays.copyOf(brightness, count)),
        ColumnProfile.Numbers.of("contrast", Arrays.copyOf(contrast, count)));
  }

  /** The values so far, brightness and contrast of each picture. */
  public ImmutableList<double[]> values() {
    return ImmutableList.of(Arrays.copyOf(brightness, count), Arrays.copyOf(contrast, count));
  }
}
