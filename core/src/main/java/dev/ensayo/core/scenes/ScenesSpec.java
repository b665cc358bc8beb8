package dev.ensayo.core.scenes;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.EnvironmentSpec;

/**
 * The shapes of scenes.
 *
 * @param channels C: 1 grey, 3 red, green and blue
 * @param height H, in pixels
 * @param width W, in pixels
 * @param classes names of the K classes of objects by number, at least one; the background is none
 *     of them
 */
public record ScenesSpec(int channels, int height, int width, ImmutableList<String> classes)
    implements EnvironmentSpec {
  /** Masks are bytes, and 0 is the background. */
  private static final int MOST_CLASSES = 255;

  public ScenesSpec {
    checkArgument(channels == 1 || channels == 3, "%s channels", channels);
    checkArgument(height >= 1 && width >= 1, "scenes of %s × %s pixels", width, height);
    checkArgument(
        !classes.isEmpty() && classes.size() <= MOST_CLASSES, "%s classes", classes.size());
  }

  @Override
  public String kind() {
    return "scenes";
  }

  /** Numbers of one picture: C · H · W. */
  public int pictureSize() {
    return Math.multiplyExact(channels, pixels());
  }

  /** Pixels of one mask: H · W. */
  public int pixels() {
    return Math.multiplyExact(height, width);
  }
}
