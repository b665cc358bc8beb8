package dev.ensayo.core.examples;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Shows what augmentation makes of training pictures. */
public final class AugmentedPictures {
  private AugmentedPictures() {}

  /**
   * The first pictures of a part, each followed by distorted copies of it.
   *
   * @param part pictures that are {@linkplain Examples#isAugmented augmented}
   * @param originals how many pictures at most
   * @param copies how many copies of each
   * @param random decides the distortions; a stream of its own, so that training does not change
   */
  public static Exhibit.Pictures exhibit(
      ExamplesSpec spec, Examples part, int originals, int copies, RandomStream random) {
    checkArgument(spec.isImage(), "rows of a table are no pictures");
    ImmutableIntArray shape = spec.inputShape();
    List<Exhibit.Pictures.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < Math.min(originals, part.size()); i++) {
      String name = spec.isClassification() ? spec.classes().get(part.label(i)) : "";
      pictures.add(picture(shape, part.picture(i).orElseThrow(), name));
      for (int copy = 0; copy < copies; copy++) {
        pictures.add(picture(shape, part.pictureForTraining(i, random).orElseThrow(), "distorted"));
      }
    }
    return new Exhibit.Pictures(
        "augmentation",
        "Augmentation",
        "Training pictures, each followed by distorted copies as they are learned from.",
        pictures);
  }

  private static Exhibit.Pictures.Picture picture(
      ImmutableIntArray shape, byte[] pixels, String label) {
    return new Exhibit.Pictures.Picture(label, shape.get(0), shape.get(1), shape.get(2), pixels);
  }
}
