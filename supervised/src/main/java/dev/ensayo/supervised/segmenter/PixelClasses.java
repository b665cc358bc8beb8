package dev.ensayo.supervised.segmenter;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The classes of pixels: the background, then those of objects. */
final class PixelClasses {
  static final String BACKGROUND = "background";

  private PixelClasses() {}

  /** {@code [K + 1]} names. */
  static ImmutableList<String> names(ScenesSpec scenes) {
    return ImmutableList.<String>builder().add(BACKGROUND).addAll(scenes.classes()).build();
  }

  /**
   * How much a pixel counts by its class, {@code [K + 1]}; one that is on no picture counts as if
   * one pixel had it.
   */
  static List<Double> weights(ClassWeights weights, ScenesSpec spec, Scenes train) {
    if (weights instanceof ClassWeights.Equal) {
      return Collections.nCopies(SegmenterNetwork.scores(spec), 1.0);
    }
    long[] counts = new long[SegmenterNetwork.scores(spec)];
    byte[] mask = new byte[spec.pixels()];
    for (int i = 0; i < train.size(); i++) {
      train.readMask(i, mask, 0);
      for (byte of : mask) {
        counts[Byte.toUnsignedInt(of)]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(1, counts[i]);
    }
    List<Double> all = new ArrayList<>();
    for (float weight : weights.weights(names(spec), counts)) {
      all.add((double) weight);
    }
    return all;
  }
}
