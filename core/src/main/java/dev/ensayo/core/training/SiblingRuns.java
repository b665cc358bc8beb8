package dev.ensayo.core.training;

import java.nio.file.Path;

/** The finished runs of the same study with the same seed that a run starts from. */
@FunctionalInterface
public interface SiblingRuns {
  /** There are none. */
  SiblingRuns NONE =
      variant -> {
        throw new IllegalStateException(
            "the run of variant '" + variant + "' was not asked for as a required one");
      };

  /**
   * The folder of a finished run.
   *
   * @param variant one that {@link dev.ensayo.core.plugin.AgentProvider#requiredVariants} names
   */
  Path folder(String variant);
}
