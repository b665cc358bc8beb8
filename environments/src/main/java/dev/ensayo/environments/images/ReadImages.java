package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureShape;
import java.util.List;
import java.util.Map;

/**
 * Images that were read as a whole.
 *
 * @param parts what there is of each part
 * @param sha256 of each file, by its name
 * @param notes what a user might miss
 * @param isUpright whether pictures are turned as their camera's notes say
 */
record ReadImages(
    String name,
    ImmutableList<String> classes,
    PictureShape shape,
    ImmutableMap<Split, Part> parts,
    Map<String, String> sha256,
    List<String> notes,
    boolean isUpright)
    implements ImageSet {
  private static final Part NOTHING = new Part(new int[0], new byte[0], ImmutableList.of());

  /**
   * One part.
   *
   * @param labels N
   * @param pixels {@code [N, C, H, W]}
   * @param origins where each comes from; empty where only its number is known
   */
  record Part(int[] labels, byte[] pixels, ImmutableList<String> origins) {}

  @Override
  public String origin(Split part, int index) {
    List<String> origins = parts.getOrDefault(part, NOTHING).origins();
    return origins.isEmpty() ? ImageSet.super.origin(part, index) : origins.get(index);
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
