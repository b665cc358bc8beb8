package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * A network cut into stages, each on a machine of its own, through which the parts of a batch go
 * one behind the other: GPipe (Huang et al., 2019, section 2.3). It is timed and drawn; what is
 * learned does not depend on it.
 */
public record Pipeline(
    @Setting(
            value = "s, the machines that the layers are cut into",
            defaultValue = "4",
            min = 1,
            max = 64,
            unit = "stages")
        int stages,
    @Setting(
            value = "m, the parts of a batch, in the drawing",
            defaultValue = "8",
            min = 1,
            max = 64,
            unit = "micro-batches")
        int microBatches) {
  public Pipeline {
    Settings.check(Pipeline.class, stages, microBatches);
  }

  /**
   * @throws InvalidSettingException if the network has fewer layers than stages
   */
  void check(NetworkSpec network) {
    if (network.layers().size() < stages) {
      throw new InvalidSettingException(
          "pipeline.stages",
          "must be at most "
              + network.layers().size()
              + ", the layers of the network, not "
              + stages);
    }
  }
}
