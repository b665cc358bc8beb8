package dev.ensayo.environments.images;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.examples.AugmentationSpec;
import dev.ensayo.environments.examples.Normalization;
import dev.ensayo.environments.examples.Partitioning;
import dev.ensayo.environments.examples.PictureColor;
import dev.ensayo.environments.examples.PictureFit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Settings of images that are read from files. */
public record ImagesConfig(
    @Setting(value = "name of a data set, such as mnist, or path of a folder", path = PathTo.FOLDER)
        String source,
    @Setting(
            value = "the classes to tell apart, by name or number; empty for all of them",
            defaultValue = "[]")
        List<String> classes,
    @Setting(
            value =
                "training images that keep their label, drawn anew by each run's seed; all if"
                    + " absent",
            min = 1,
            unit = "images of each class")
        OptionalInt perClass,
    @Setting(
            value =
                "training images at most, drawn anew by each run's seed, each class in proportion;"
                    + " all if absent",
            min = 1,
            unit = "images")
        OptionalInt limit,
    @Setting(
            value = "validation and test images at most, each; all if absent",
            min = 1,
            unit = "images")
        OptionalInt evaluationLimit,
    @Setting(
            value = "share of the training images that is kept for validation",
            defaultValue = "0.1",
            min = 0,
            max = 1,
            maxExcluded = true)
        double validShare,
    @Setting(
            value = "share of the training images kept for the test, if there are none for it",
            defaultValue = "0.2",
            min = 0,
            max = 1,
            maxExcluded = true)
        double testShare,
    @Setting(
            value = "seed of what is kept for validation and test, the same in all runs",
            defaultValue = "0")
        long splitSeed,
    @Setting(
            value = "names of the classes in the order of their numbers; empty for the usual ones",
            defaultValue = "[]")
        List<String> classNames,
    @Setting(
            value = "classes of each group that accuracy is also given for: {round: [0, 6, 8, 9]}",
            defaultValue = "{}")
        Map<String, List<String>> groups,
    @Setting(
            value =
                "height and width that all images are brought to, one number for squares; empty to"
                    + " keep theirs. Images are kept in memory, a byte for each pixel and channel,"
                    + " once for all runs of a study; while a folder of pictures is read, those"
                    + " that are being decoded take up to a quarter of Java's memory, 96 MB each",
            defaultValue = "[]",
            min = 1,
            unit = "pixels")
        List<Integer> size,
    @Setting(value = "how images are brought to that size", defaultValue = "resize") PictureFit fit,
    @Setting(value = "channels", defaultValue = "keep") PictureColor color,
    @Setting(value = "what becomes of pictures that cannot be read", defaultValue = "fail")
        CorruptPictures corrupt,
    @Setting(
            value =
                "whether pictures of a folder are turned as the camera's note (EXIF) says: upright,"
                    + " or stay as they are stored",
            defaultValue = "upright")
        Orientation orientation,
    @Setting(value = "how the numbers in IDX files are meant") IdxReading idx,
    @Setting(value = "what is made of the pixels", defaultValue = "scale") Normalization normalize,
    @Setting("random distortions of what is trained on") AugmentationSpec augment) {
  public ImagesConfig {
    Settings.check(
        ImagesConfig.class,
        source,
        classes,
        perClass,
        limit,
        evaluationLimit,
        validShare,
        testShare,
        splitSeed,
        classNames,
        groups,
        size,
        fit,
        color,
        corrupt,
        orientation,
        idx,
        normalize,
        augment);
    if (size.size() > 2) {
      throw new InvalidSettingException("size", "is [height, width] or one number, not " + size);
    }
    partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  /** The height that images are brought to; only where there is a size. */
  int height() {
    return size.get(0);
  }

  /** The width that images are brought to; only where there is a size. */
  int width() {
    return size.get(size.size() - 1);
  }

  private static Partitioning partitioning(
      OptionalInt perClass,
      OptionalInt limit,
      OptionalInt evaluationLimit,
      double validShare,
      double testShare,
      long splitSeed) {
    return new Partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  /** How the images are dealt to the parts. */
  Partitioning partitioning() {
    return partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }
}
