package dev.ensayo.environments.gymnasium;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The environments of {@code trials.py}. */
final class Trials {
  private static final GymnasiumProvider PROVIDER = new GymnasiumProvider();

  private Trials() {}

  /** Skips a test where there is no Python. */
  static void needPython() {
    Assumptions.assumeTrue(succeeds("import sys; sys.version_info >= (3, 8) or sys.exit(1)"),
        "there is no python3, of 3.8 or newer, on the PATH");
  }

  /** Skips a test where Python lacks a module. */
  static void needModule(String module) {
    needPython();
    Assumptions.assumeTrue(has(module), "python3 has no module " + module);
  }

  static boolean has(String module) {
    return succeeds("import " + module);
  }

  private static boolean succeeds(String program) {
    try {
      return new ProcessBuilder("python3", "-c", program)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static GymnasiumConfig config(String name, String more) {
    return Settings.of(
        GymnasiumConfig.class,
        "{id: 'trials:" + name + "', path: ['" + folder() + "']" + more + "}");
  }

  static DecisionProcess open(String name) {
    return open(name, "");
  }

  /**
   * @param more settings, each with a comma before it
   */
  static DecisionProcess open(String name, String more) {
    return (DecisionProcess) PROVIDER.open(config(name, more));
  }

  /**
   * @param before a folder in which Python looks before all others
   */
  static DecisionProcess open(String name, String more, String before) {
    GymnasiumConfig config = config(name, more);
    return (DecisionProcess)
        PROVIDER.open(
            new GymnasiumConfig(
                config.id(),
                config.python(),
                config.options(),
                List.of(before, config.path().get(0)),
                config.copies(),
                config.timeout()));
  }

  private static Path folder() {
    try {
      return Path.of(Trials.class.getResource("trials.py").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
