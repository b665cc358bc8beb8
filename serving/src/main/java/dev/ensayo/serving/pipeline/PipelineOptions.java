package dev.ensayo.serving.pipeline;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Options of {@link PipelineTool}. */
public record PipelineOptions(
    @Setting(value = "handles the files that are there, and ends", defaultValue = "false")
        boolean once,
    @Setting(
            value = "the champion of before is the champion again; nothing else is done",
            defaultValue = "false")
        boolean back,
    @Setting(
            value = "time between two looks into the inbox",
            defaultValue = "10",
            min = 0.1,
            max = 86_400,
            unit = "s")
        double every) {
  public PipelineOptions {
    Settings.check(PipelineOptions.class, once, back, every);
    if (once && back) {
      throw new InvalidSettingException("back", "goes without --once");
    }
  }
}
