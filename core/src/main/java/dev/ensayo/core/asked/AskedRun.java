package dev.ensayo.core.asked;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A finished run whose model is to be asked.
 *
 * @param folder of the run
 * @param config its config.yaml
 */
public record AskedRun(Path folder, ConfigNode.Mapping config) {
  /**
   * Reads the configuration of a run.
   *
   * @throws IOException if it cannot be read
   */
  public static AskedRun in(RunDirectory run) throws IOException {
    return new AskedRun(run.path(), YamlReader.read(run.config()));
  }

  /** The {@code type} of the run's agent; empty if the configuration names none. */
  public String agent() {
    return config.entries().get("agent") instanceof ConfigNode.Mapping agent
            && agent.entries().get("type") instanceof ConfigNode.Scalar type
        ? type.text()
        : "";
  }

  /** The engine and threads of the run, on the CPU. */
  public BackendConfig backend() {
    if (!(config.entries().get("backend") instanceof ConfigNode.Mapping settings)) {
      return BackendConfig.defaults();
    }
    BackendConfig trained = ConfigBinder.bind(settings, "backend", BackendConfig.class);
    return new BackendConfig(BackendConfig.Device.CPU, trained.engine(), trained.threads());
  }
}
