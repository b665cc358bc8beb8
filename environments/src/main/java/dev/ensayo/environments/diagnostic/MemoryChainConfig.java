package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link MemoryChain}. */
public record MemoryChainConfig(
    @Setting(
            value = "length N of an episode; the answer is given in the last step",
            defaultValue = "10",
            min = 1,
            max = 10_000,
            unit = "steps")
        int length,
    @Setting(
            value = "bits that are shown in the first step, one of which is asked for",
            defaultValue = "1",
            min = 1,
            max = 10)
        int bits,
    @Setting(
            value =
                "features: time left, which bit is asked for, the bits as -1 and 1; state: an"
                    + " index, for tables",
            defaultValue = "features")
        Seen observation) {
  public MemoryChainConfig {
    Settings.check(MemoryChainConfig.class, length, bits, observation);
  }
}
