package dev.ensayo.environments.drawing;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Settings of {@link DrawnScenes}. */
public record DrawnScenesConfig(
    @Setting(value = "which characters there are", defaultValue = "digits") CharacterSet characters,
    @Setting(
            value = "the classes that are drawn, by name or number; empty for all of them",
            defaultValue = "[]")
        List<String> classes,
    @Setting(value = "width of a picture", defaultValue = "64", min = 8, max = 512, unit = "pixels")
        int width,
    @Setting(
            value = "height of a picture",
            defaultValue = "64",
            min = 8,
            max = 512,
            unit = "pixels")
        int height,
    @Setting(
            value = "fewest characters of a picture",
            defaultValue = "1",
            min = 0,
            max = 100,
            unit = "characters")
        int fewest,
    @Setting(
            value = "most characters of a picture",
            defaultValue = "4",
            min = 1,
            max = 100,
            unit = "characters")
        int most,
    @Setting(
            value = "side of the square that the smallest character is written in",
            defaultValue = "16",
            min = 8,
            max = 256,
            unit = "pixels")
        int smallest,
    @Setting(
            value = "side of the square that the largest character is written in",
            defaultValue = "28",
            min = 8,
            max = 256,
            unit = "pixels")
        int largest,
    @Setting(
            value = "how much of the smaller of two boxes the other may cover",
            defaultValue = "0.1",
            min = 0,
            max = 1)
        double overlap,
    @Setting(
            value =
                "brightness of the brightest corner of a background, where 1 is white; each corner"
                    + " is drawn up to it",
            defaultValue = "0",
            min = 0,
            max = 0.5)
        double background,
    @Setting(
            value = "strokes under the characters that belong to none",
            defaultValue = "0",
            min = 0,
            max = 100,
            unit = "strokes of each picture")
        int clutter,
    @Setting("how much writings of one character differ; noise is that of the whole picture")
        Handwriting hand,
    @Setting(
            value = "scenes to learn from",
            defaultValue = "500",
            min = 1,
            max = 100_000,
            unit = "scenes")
        int train,
    @Setting(
            value = "scenes to choose settings by",
            defaultValue = "100",
            min = 0,
            max = 100_000,
            unit = "scenes")
        int valid,
    @Setting(
            value = "scenes to test with",
            defaultValue = "100",
            min = 0,
            max = 100_000,
            unit = "scenes")
        int test,
    @Setting(value = "seed of the drawings, the same in all runs", defaultValue = "0")
        long drawingSeed) {
  public DrawnScenesConfig {
    Settings.check(
        DrawnScenesConfig.class,
        characters,
        classes,
        width,
        height,
        fewest,
        most,
        smallest,
        largest,
        overlap,
        background,
        clutter,
        hand,
        train,
        valid,
        test,
        drawingSeed);
    atMost("fewest", fewest, "most", most);
    atMost("smallest", smallest, "largest", largest);
    atMost("largest", largest, "width", width);
    atMost("largest", largest, "height", height);
    classes = List.copyOf(classes);
  }

  private static void atMost(String key, int value, String limitKey, int limit) {
    if (value > limit) {
      throw new InvalidSettingException(
          key, "%d is more than %s, %d".formatted(value, limitKey, limit));
    }
  }
}
