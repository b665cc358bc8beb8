package dev.ensayo.core.plugin;

import dev.ensayo.core.training.BackendConfig;
import java.util.Map;

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
}
