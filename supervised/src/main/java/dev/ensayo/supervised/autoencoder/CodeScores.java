package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** What is measured of a code, and what a report shows of it. */
public record CodeScores(
    @Setting(
            value =
                "epochs of the linear probe that reads the answers from the code; 0 for no probe",
            defaultValue = "20",
            min = 0,
            max = 10000,
            unit = "epochs")
        int probeEpochs,
    @Setting(
            value =
                "whether principal components of the same number, and a search by the inputs"
                    + " themselves, are measured beside the code, for inputs of up to 1024 numbers",
            defaultValue = "true")
        boolean compareWithPca,
    @Setting(
            value = "how many reconstructions the report shows",
            defaultValue = "20",
            min = 0,
            max = 1000,
            unit = "pictures")
        int reconstructions,
    @Setting(
            value = "how many examples are points on the map of the code",
            defaultValue = "400",
            min = 0,
            max = 5000,
            unit = "points")
        int points) {
  public CodeScores {
    Settings.check(CodeScores.class, probeEpochs, compareWithPca, reconstructions, points);
  }
}
