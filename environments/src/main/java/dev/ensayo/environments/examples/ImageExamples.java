package dev.ensayo.environments.examples;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One part of a set of images, kept in memory as bytes. */
final class ImageExamples implements Examples {
  private static final int LEVELS = 256;

  private final ImageSet set;
  private final Split source;
  private final PictureShape shape;
  private final byte[] pixels;
  private final int[] indices;
  private final int[] labels;
  private final int[] groupOfClass;
  private final float[] table;
  private final PixelScaling scaling;
  private final Augmentation augmentation;

  /**
   * @param source the part of the set that the pictures come from
   * @param pixels {@code [N, C, H, W]} of the source's part
   * @param indices which of them are in this part
   * @param labels class of each picture of the source's part
   * @param groupOfClass −1 for none
   * @param augmentation of the training part
   */
  ImageExamples(
      ImageSet set,
      Split source,
      byte[] pixels,
      int[] indices,
      int[] labels,
      int[] groupOfClass,
      PixelScaling scaling,
      Augmentation augmentation) {
    this.set = set;
    this.source = source;
    this.shape = set.shape();
    this.pixels = pixels;
    this.indices = indices;
    this.labels = labels;
    this.groupOfClass = groupOfClass;
    this.scaling = scaling;
    this.table = scaling.table();
    this.augmentation = augmentation;
  }

  private int start(int index) {
    Objects.checkIndex(index, indices.length);
    return indices[index] * shape.size();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    PictureInputs.write(table, shape.pixels(), pixels, start(index), into, offset);
  }

  @Override
  public void readForTraining(int index, RandomStream random, float[] into, int offset) {
    if (isAugmented()) {
      augmentation.apply(pixels, start(index), random, scaling, into, offset);
    } else {
      read(index, into, offset);
    }
  }

  @Override
  public boolean isAugmented() {
    return augmentation.isActive();
  }

  @Override
  public int label(int index) {
    return labels[indices[index]];
  }

  @Override
  public double value(int index) {
    return Double.NaN;
  }

  @Override
  public int group(int index) {
    return groupOfClass[label(index)];
  }

  @Override
  public String origin(int index) {
    return set.origin(source, indices[index]);
  }

  @Override
  public Optional<byte[]> picture(int index) {
    int from = start(index);
    return Optional.of(Arrays.copyOfRange(pixels, from, from + shape.size()));
  }

  @Override
  public Optional<byte[]> pictureForTraining(int index, RandomStream random) {
    if (!isAugmented()) {
      return picture(index);
    }
    float[] levels = new float[shape.size()];
    augmentation.apply(pixels, start(index), random, Augmentation.LEVELS, levels, 0);
    byte[] picture = new byte[levels.length];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) Math.round(Math.max(0, Math.min(LEVELS - 1, levels[i])));
    }
    return Optional.of(picture);
  }
}
