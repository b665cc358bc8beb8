package dev.ensayo.agents.torso;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** One layer of a {@link ConvolutionalTorso}, without padding. */
public record Convolution(
    @Setting(value = "channels of the output", min = 1, max = 65536, unit = "channels") int filters,
    @Setting(
            value = "height and width of the kernels",
            defaultValue = "3",
            min = 1,
            max = 1024,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "distance from one position to the next",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride) {
  public Convolution {
    Settings.check(Convolution.class, filters, kernel, stride);
  }
}
