package dev.ensayo.core.plugin;

import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend can say of itself and of the machine; found by {@link java.util.ServiceLoader}.
 */
public interface BackendProbe {
  /**
   * Checks, before the first step of a study, that networks can be computed as asked, and chooses
   * what can be chosen only before native code is loaded.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it cannot be done, with what was
   *     found, what is needed and how to go on
   */
  void prepare(BackendConfig config);

  /** Versions and choices that are known without loading native code; for the manifest. */
  Map<String, String> facts(BackendConfig config);

  /** The same and what only the loaded library knows; for {@code doctor}. */
  Map<String, String> loadedFacts(BackendConfig config);

  /**
   * What a program needs beside the backend's own library to open the models in the folder of a
   * run; for the manifest.
   *
   * @return jars as {@code group:artifact:version}, separated by commas, or {@code none}; empty, as
   *     by default, where there is no model of this backend
   */
  default Optional<String> modelNeeds(Path folder) throws IOException {
    return Optional.empty();
  }
}
