package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureShape;
import java.util.Map;

/**
 * Images that were read as a whole.
 *
 * @param parts what there is of each part
 * @param sha256 of each file, by its name
 */
record ReadImages(
    String name,
    ImmutableList<String> classes,
    PictureShape shape,
    ImmutableMap<Split, Part> parts,
    Map<String, String> sha256)
    implements ImageSet {
  private static final Part NOTHING = new Part(new int[0], new byte[0]);

  /**
   * One part.
   *
   * @param labels N
   * @param pixels {@code [N, C, H, W]}
   * @param files of the pictures, {@code [N]}; empty where they share one
   */
  record Part(int[] labels, byte[] pixels, ImmutableList<String> files) {
    /** Of pictures that share a file. */
    Part(int[] labels, byte[] pixels) {
      this(labels, pixels, ImmutableList.of());
    }
  }

  @Override
  public String origin(Split part, int index) {
    ImmutableList<String> files = parts.getOrDefault(part, NOTHING).files();
    return files.isEmpty() ? ImageSet.super.origin(part, index) : files.get(index);
  }

  @Override
  public int[] labels(Split part) {
    return parts.getOrDefault(part, NOTHING).labels().clone();
  }

  @Override
  public byte[] pixels(Split part) {
    return parts.getOrDefault(part, NOTHING).pixels();
  }
}
