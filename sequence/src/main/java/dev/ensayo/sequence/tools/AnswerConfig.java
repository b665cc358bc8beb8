package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;

/** Options of {@link AnswerTool}. */
public record AnswerConfig(
    @Setting(
            value =
                "a file of sources, one on each line, in UTF-8, also packed with gzip; - for the"
                    + " standard input",
            path = PathTo.FILE)
        Optional<String> lines,
    @Setting(
            value =
                "answers that are followed at a time and shown, the likeliest first; with 1 the"
                    + " likeliest symbol is taken at each step",
            defaultValue = "1",
            min = 1)
        int beam,
    @Setting(
            value = "whether it is shown what each symbol of the answer was made of",
            defaultValue = "false")
        boolean attention) {
  public AnswerConfig {
    Settings.check(AnswerConfig.class, lines, beam, attention);
  }
}
