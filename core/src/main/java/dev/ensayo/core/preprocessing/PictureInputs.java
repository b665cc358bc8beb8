package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Pictures: brought to the shape they are stored in, then to that of the inputs, then {@code factor
 * · level + offset} for each channel, levels from 0 to 255.
 *
 * @param stored the shape of the pictures of the training data, {@code [C, H, W]}
 * @param shape of one input, {@code [C, H, W]}; 1 channel is grey, 3 are red, green and blue
 * @param fit how a picture is brought to another size: resize or pad
 * @param upright whether pictures are turned as the camera's note (EXIF) says
 * @param factors C of them
 * @param offsets C of them
 */
public record PictureInputs(
    List<Integer> stored,
    List<Integer> shape,
    String fit,
    boolean upright,
    List<Float> factors,
    List<Float> offsets)
    implements Inputs {
  private static final int LEVELS = 256;

  public PictureInputs {
    stored = ImmutableList.copyOf(stored);
    shape = ImmutableList.copyOf(shape);
    factors = ImmutableList.copyOf(factors);
    offsets = ImmutableList.copyOf(offsets);
  }

  /** The input for each channel and level, {@code [C · 256]}. */
  public static float[] table(float[] factors, float[] offsets) {
    float[] table = new float[factors.length * LEVELS];
    for (int c = 0; c < factors.length; c++) {
      for (int level = 0; level < LEVELS; level++) {
        table[c * LEVELS + level] = factors[c] * level + offsets[c];
      }
    }
    return table;
  }

  /**
   * Turns levels into inputs.
   *
   * @param table of all levels
   * @param pixels H·W, of each channel
   * @param levels {@code [C, H, W]} from {@code from} on
   * @param into receives {@code [C, H, W]} from {@code offset} on
   */
  public static void write(
      float[] table, int pixels, byte[] levels, int from, float[] into, int offset) {
    for (int c = 0; c < table.length / LEVELS; c++) {
      int level = c * LEVELS;
      int at = c * pixels;
      for (int i = at; i < at + pixels; i++) {
        into[offset + i] = table[level + (levels[from + i] & 0xFF)];
      }
    }
  }

  /**
   * Makes inputs of a picture that has their shape.
   *
   * @param levels {@code [C, H, W]}
   * @param into receives {@code [C, H, W]} from {@code offset} on
   */
  public void write(byte[] levels, float[] into, int offset) {
    write(
        table(array(factors), array(offsets)),
        shape.get(1) * shape.get(2),
        levels,
        0,
        into,
        offset);
  }

  private static float[] array(List<Float> numbers) {
    float[] array = new float[numbers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = numbers.get(i);
    }
    return array;
  }
}
