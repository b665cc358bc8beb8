package dev.ensayo.core.training;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;

/** Where networks are computed. */
public record BackendConfig(
    @Setting(value = "what computes", defaultValue = "cpu") Device device,
    @Setting(
            "compiled: Ensayo's plan over the network's own buffers, the default on the CPU;"
                + " deeplearning4j: the library as it is, the default on a GPU")
        Optional<Engine> engine,
    @Setting(
            value = "threads of one run; results are repeatable for the same number",
            defaultValue = "1",
            min = 1,
            max = 256,
            unit = "threads")
        int threads) {
  /** What computes. */
  public enum Device {
    CPU,
    GPU
  }

  /** How a Deeplearning4j network is executed. */
  public enum Engine {
    COMPILED,
    DEEPLEARNING4J
  }

  public BackendConfig {
    Settings.check(BackendConfig.class, device, engine, threads);
    if (engine.isEmpty()) {
      engine = Optional.of(device == Device.CPU ? Engine.COMPILED : Engine.DEEPLEARNING4J);
    }
    if (device == Device.GPU && engine.get() == Engine.COMPILED) {
      throw new InvalidSettingException(
          "engine",
          "the compiled engine computes on the CPU; with device: gpu leave engine out or say"
              + " deeplearning4j");
    }
  }

  /** The engine, chosen or by default; never empty after construction. */
  public Engine engineInUse() {
    return engine.orElseThrow();
  }

  /** The CPU, the compiled engine, one thread. */
  public static BackendConfig defaults() {
    return Settings.defaults(BackendConfig.class);
  }
}
