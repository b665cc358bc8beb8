package dev.ensayo.core.detection;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.scenes.Box;

/**
 * An object that was found.
 *
 * @param label number of its class, in [0, K)
 * @param score how sure it is; the more the surer
 * @param box where it is
 */
public record Detection(int label, double score, Box box) {
  public Detection {
    checkArgument(label >= 0, "a class of number %s", label);
    checkArgument(!Double.isNaN(score), "a score that is no number");
  }
}
