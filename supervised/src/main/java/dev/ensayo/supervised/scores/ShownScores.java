package dev.ensayo.supervised.scores;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

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
        int augmented,
    @Setting(
            value =
                "the training example, counted from 1, of which the report shows one forward and"
                    + " one backward pass in numbers; for networks of at most 100 weights",
            min = 1)
        OptionalInt explain,
    @Setting(
            value =
                "whether the report draws the way of the weights over the surface of the loss; for"
                    + " linear regression on one input, which has two",
            defaultValue = "false")
        boolean path,
    @Setting(
            value =
                "whether the report draws the kernels of the first convolution, before training and"
                    + " at the end",
            defaultValue = "false")
        boolean filters,
    @Setting(
            value =
                "how many pictures the report follows through the convolutions and poolings, the"
                    + " first of each class; drawn are the maps of each layer",
            defaultValue = "0",
            min = 0,
            max = 100,
            unit = "pictures")
        int maps) {
  public ShownScores {
    Settings.check(
        ShownScores.class,
        topK,
        calibrationBins,
        mistakes,
        augmented,
        explain,
        path,
        filters,
        maps);
  }

  /**
   * For agents whose reports show neither a pass nor a path.
   *
   * @param key under which the scores stand in the agent's settings
   * @param agent its name, for the message
   * @throws InvalidSettingException if one is asked for
   */
  public void checkNoPasses(String key, String agent) {
    if (explain.isPresent()) {
      throw new InvalidSettingException(
          key + ".explain",
          "is for mlp and the regressions, whose passes a report can tell in numbers, not for "
              + agent
              + "; leave it out");
    }
    if (path) {
      throw new InvalidSettingException(
          key + ".path",
          "is for linear-regression on one input, whose weight and bias make a plane, not for "
              + agent
              + "; leave it out");
    }
  }

  /**
   * For agents whose reports show no layers of a network that sees pictures.
   *
   * @param key under which the scores stand in the agent's settings
   * @param agent its name, for the message
   * @throws InvalidSettingException if they are asked for
   */
  public void checkNoMaps(String key, String agent) {
    if (filters || maps > 0) {
      throw new InvalidSettingException(
          key + (filters ? ".filters" : ".maps"),
          "is for cnn and transfer, whose reports show their convolutions, not for "
              + agent
              + "; leave it out");
    }
  }
}
