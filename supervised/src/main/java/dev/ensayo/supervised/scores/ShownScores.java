package dev.ensayo.supervised.scores;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** What is measured of predictions, and what of them is shown. */
public record ShownScores(
    @Setting(
            value =
                "k of top_k_accuracy: the right class is among the k likeliest; recorded where"
                    + " there are more than k classes",
            defaultValue = "5",
            min = 1,
            unit = "classes")
        int topK,
    @Setting(
            value = "bins of equal width of the expected calibration error",
            defaultValue = "15",
            min = 1,
            max = 1000,
            unit = "bins")
        int calibrationBins,
    @Setting(
            value = "how many of the worst mistakes the report shows",
            defaultValue = "24",
            min = 0,
            max = 1000,
            unit = "pictures")
        int mistakes,
    @Setting(
            value = "how many training images the report shows as they are trained on",
            defaultValue = "24",
            min = 0,
            max = 1000,
            unit = "pictures")
        int augmented) {
  public ShownScores {
    Settings.check(ShownScores.class, topK, calibrationBins, mistakes, augmented);
  }
}
