package dev.ensayo.core.scenes;

import com.google.common.collect.ImmutableList;

/**
 * One part of the scenes of a {@link SceneSource}: N pictures with what is on them. Does not
 * change; any number of threads may read.
 */
public interface Scenes {
  /** N. */
  int size();

  /**
   * Copies one picture.
   *
   * @param index in [0, N)
   * @param into receives {@code [C, H, W]}, each in [0, 1], from {@code offset} on
   */
  void read(int index, float[] into, int offset);

  /** One picture to look at: {@code [C, H, W]} bytes, 255 for the brightest; a copy. */
  byte[] picture(int index);

  /** What is on one picture, in the order in which it was put there; may be empty. */
  ImmutableList<SceneObject> objects(int index);

  /**
   * Copies the class of each pixel of one picture: 0 for the background, 1 + class for an object;
   * where objects overlap, that of the one that lies on top.
   *
   * @param into receives {@code [H, W]}, each as an unsigned byte in [0, K], from {@code offset} on
   */
  void readMask(int index, byte[] into, int offset);
}
