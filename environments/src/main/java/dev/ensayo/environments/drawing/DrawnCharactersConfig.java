package dev.ensayo.environments.drawing;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.examples.AugmentationSpec;
import dev.ensayo.environments.examples.Normalization;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Settings of {@link DrawnCharacters}. */
public record DrawnCharactersConfig(
    @Setting(value = "which characters there are", defaultValue = "digits") CharacterSet characters,
    @Setting(
            value = "the classes to tell apart, by name or number; empty for all of them",
            defaultValue = "[]")
        List<String> classes,
    @Setting(value = "side of a picture", defaultValue = "28", min = 8, max = 256, unit = "pixels")
        int size,
    @Setting(
            value = "pictures to learn from",
            defaultValue = "500",
            min = 1,
            unit = "pictures of each class")
        int train,
    @Setting(
            value = "pictures to choose settings by",
            defaultValue = "100",
            min = 0,
            unit = "pictures of each class")
        int valid,
    @Setting(
            value = "pictures to test with",
            defaultValue = "100",
            min = 0,
            unit = "pictures of each class")
        int test,
    @Setting(
            value =
                "training pictures that keep their label, drawn anew by each run's seed; all if"
                    + " absent",
            min = 1,
            unit = "pictures of each class")
        OptionalInt perClass,
    @Setting(value = "seed of the drawings, the same in all runs", defaultValue = "0")
        long drawingSeed,
    @Setting("how much writings of one character differ") Handwriting hand,
    @Setting(
            value = "classes of each group that accuracy is also given for: {round: [0, 6, 8, 9]}",
            defaultValue = "{}")
        Map<String, List<String>> groups,
    @Setting(value = "what is made of the pixels", defaultValue = "scale") Normalization normalize,
    @Setting("random distortions of what is trained on") AugmentationSpec augment,
    @Setting(
            value = "how far each test picture is moved, in the eight directions in turn",
            defaultValue = "0",
            min = 0,
            max = 255,
            unit = "pixels")
        int testShift) {
  public DrawnCharactersConfig {
    Settings.check(
        DrawnCharactersConfig.class,
        characters,
        classes,
        size,
        train,
        valid,
        test,
        perClass,
        drawingSeed,
        hand,
        groups,
        normalize,
        augment,
        testShift);
    if (testShift >= size) {
      throw new InvalidSettingException(
          "testShift",
          "%d pixels move a picture out of itself; it has a side of %d".formatted(testShift, size));
    }
  }
}
