package dev.ensayo.supervised.gan;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of a generative adversarial network. */
public record GanConfig(
    @Setting(
            value = "length of the noise z ~ N(0, 1) that the generator reads",
            defaultValue = "8",
            min = 1,
            max = 65536,
            unit = "numbers")
        int latentSize,
    @Setting("G, from noise to samples") PerceptronSpec generator,
    @Setting("D, from a sample to the logit of its being from the data")
        PerceptronSpec discriminator,
    @Setting(
            value =
                "what the generator minimizes: saturating, the mean of ln(1 − D(G(z))), or"
                    + " non-saturating, that of −ln D(G(z))",
            defaultValue = "non-saturating")
        GeneratorLoss loss,
    @Setting(
            value = "k: updates of the discriminator for each one of the generator",
            defaultValue = "1",
            min = 1,
            max = 1000,
            unit = "updates")
        int discriminatorSteps,
    @Setting(
            value = "m: examples and as many samples of one update",
            defaultValue = "128",
            min = 1,
            max = 65536,
            unit = "examples")
        int batchSize,
    @Setting(
            value =
                "what the discriminator is told examples are; below 1, such as 0.9, is one-sided"
                    + " label smoothing (Salimans et al., 2016, section 3.4)",
            defaultValue = "1",
            min = 0.5,
            max = 1)
        double realLabel,
    @Setting(
            value =
                "standard deviation of noise on all that the discriminator sees while training"
                    + " (Sønderby et al., 2017); examples of pictures lie in [−1, 1]",
            defaultValue = "0",
            min = 0,
            max = 1000)
        double inputNoise,
    @Setting("how samples are judged") CoverageSpec coverage) {
  public GanConfig {
    Settings.check(
        GanConfig.class,
        latentSize,
        generator,
        discriminator,
        loss,
        discriminatorSteps,
        batchSize,
        realLabel,
        inputNoise,
        coverage);
  }
}
