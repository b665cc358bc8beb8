package dev.ensayo.environments.gymnasium;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
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
    Assumptions.assumeTrue(
        succeeds("import sys; sys.version_info >= (3, 8) or sys.exit(1)"),
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

  /** Folders of modules: those that hide numpy (it takes half a second to load), and the trials. */
  static List<String> withoutNumpy() {
    return List.of(folder().resolve("nonumpy").toString(), folder().toString());
  }

  /** The same with what stands in for gymnasium. */
  static List<String> withStandIn() {
    return ImmutableList.<String>builder()
        .add(folder().resolve("standin").toString())
        .addAll(withoutNumpy())
        .build();
  }

  /** The folder of the trials alone: numpy is used where it is there. */
  static List<String> withNumpy() {
    return List.of(folder().toString());
  }

  /**
   * @param more settings, each with a comma before it
   */
  static GymnasiumConfig config(String id, List<String> path, String more) {
    String quoted = path.stream().map(each -> "'" + each + "'").collect(joining(", "));
    return Settings.of(
        GymnasiumConfig.class, "{id: '" + id + "', path: [" + quoted + "]" + more + "}");
  }

  static DecisionProcess open(String id, List<String> path, String more) {
    return (DecisionProcess) PROVIDER.open(config(id, path, more));
  }

  /** A class of {@code trials.py}, without numpy. */
  static DecisionProcess open(String name) {
    return open(name, "");
  }

  /**
   * A class of {@code trials.py}, without numpy.
   *
   * @param more settings, each with a comma before it
   */
  static DecisionProcess open(String name, String more) {
    return open("trials:" + name, withoutNumpy(), more);
  }

  private static Path folder() {
    try {
      return Path.of(Trials.class.getResource("trials.py").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
