package dev.ensayo.environments.drawing;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.Scenes;
import java.util.Arrays;

/** What was drawn of one part. */
final class DrawnPart implements Scenes {
  private static final float BRIGHTEST = 255;

  private final int length;
  private final byte[] pixels;
  private final byte[] masks;
  private final ImmutableList<ImmutableList<SceneObject>> objects;

  /**
   * @param length pixels of one picture, and of one mask
   * @param pixels {@code [N, H, W]}, not copied
   * @param masks {@code [N, H, W]}, not copied
   * @param objects of each of the N scenes
   */
  DrawnPart(
      int length, byte[] pixels, byte[] masks, ImmutableList<ImmutableList<SceneObject>> objects) {
    this.length = length;
    this.pixels = pixels;
    this.masks = masks;
    this.objects = objects;
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public void read(int index, float[] into, int offset) {
    for (int i = 0; i < length; i++) {
      into[offset + i] = Byte.toUnsignedInt(pixels[index * length + i]) / BRIGHTEST;
    }
  }

  @Override
  public byte[] picture(int index) {
    return Arrays.copyOfRange(pixels, index * length, (index + 1) * length);
  }

  @Override
  public ImmutableList<SceneObject> objects(int index) {
    return objects.get(index);
  }

  @Override
  public void readMask(int index, byte[] into, int offset) {
    System.arraycopy(masks, index * length, into, offset, length);
  }
}
