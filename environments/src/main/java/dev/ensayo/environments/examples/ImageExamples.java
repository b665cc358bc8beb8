package dev.ensayo.environments.examples;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One part of a set of images, kept in memory as bytes. */
final class ImageExamples implements Examples {
  private static final int LEVELS = 256;

  private final PictureShape shape;
  private final byte[] pixels;
  private final int[] indices;
  private final int[] labels;
  private final int[] groupOfClass;
  private final float[] table;
  private final PixelScaling scaling;
  private final Augmentation augmentation;

  /**
   * @param pixels {@code [N, C, H, W]} of the source's part
   * @param indices which of them are in this part
   * @param labels class of each picture of the source's part
   * @param groupOfClass −1 for none
   * @param augmentation of the training part
   */
  ImageExamples(
      PictureShape shape,
      byte[] pixels,
      int[] indices,
      int[] labels,
      int[] groupOfClass,
      PixelScaling scaling,
      Augmentation augmentation) {
    this.shape = shape;
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
    int from = start(index);
    int plane = shape.pixels();
    for (int c = 0; c < shape.channels(); c++) {
      int level = c * LEVELS;
      int at = c * plane;
      for (int i = at; i < at + plane; i++) {
        into[offset + i] = table[level + (pixels[from + i] & 0xFF)];
      }
    }
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
