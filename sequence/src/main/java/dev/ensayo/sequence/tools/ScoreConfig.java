package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.sequence.text.Adaptation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Options of {@link ScoreTool}. */
public record ScoreConfig(
    @Setting(
            value = "whether the lines are alternatives, to be ordered by their likelihood",
            defaultValue = "false")
        boolean rank,
    @Setting(
            value = "whether a line is read after the lines before it, instead of by itself",
            defaultValue = "false")
        boolean continuous,
    @Setting(
            value = "whether -ln p and the rank of each token are shown below its line",
            defaultValue = "false")
        boolean tokens,
    @Setting(
            value = "only the first so many lines are scored; if absent all of them",
            min = 1,
            unit = "lines")
        OptionalInt lines,
    @Setting(
            value =
                "η: the model learns from what it has read at this rate (dynamic evaluation, Krause"
                    + " et al., 2018); needs continuous: true; not unless given",
            min = 0,
            minExcluded = true,
            max = 1e6)
        OptionalDouble adapt,
    @Setting(
            value =
                "λ of adapt: share of the way back to the trained parameters after each step; 0"
                    + " unless given",
            min = 0,
            max = 1,
            maxExcluded = true)
        OptionalDouble adaptDecay,
    @Setting(
            value = "of adapt: tokens after which a step is taken on them; 20 unless given",
            min = 1,
            max = 100_000,
            unit = "tokens")
        OptionalInt adaptSegment) {
  private static final int USUAL_SEGMENT = 20;
  private static final String NEEDS_ADAPT = "belongs to adapt, the rate; add --adapt RATE";

  public ScoreConfig {
    Settings.check(
        ScoreConfig.class, rank, continuous, tokens, lines, adapt, adaptDecay, adaptSegment);
    if (rank && continuous) {
      throw new InvalidSettingException(
          "rank", "compares lines by themselves; leave continuous out");
    }
    if (adapt.isPresent() && !continuous) {
      throw new InvalidSettingException(
          "adapt", "learns from the lines before; add --continuous true");
    }
    if (adapt.isEmpty() && adaptDecay.isPresent()) {
      throw new InvalidSettingException("adaptDecay", NEEDS_ADAPT);
    }
    if (adapt.isEmpty() && adaptSegment.isPresent()) {
      throw new InvalidSettingException("adaptSegment", NEEDS_ADAPT);
    }
  }

  /** How the model learns from what it reads, if it does. */
  Optional<Adaptation> adaptation() {
    return adapt.isPresent()
        ? Optional.of(
            new Adaptation(
                adapt.getAsDouble(), adaptDecay.orElse(0), adaptSegment.orElse(USUAL_SEGMENT)))
        : Optional.empty();
  }
}
