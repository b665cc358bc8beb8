package dev.ensayo.environments.gymnasium;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Suppliers;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code environment: {type: gymnasium, id: …}}: an environment of Gymnasium's, or any with its
 * interface, as an Ensayo environment. No Python is started before {@link #open}, and then once for
 * each different environment.
 */
public final class GymnasiumProvider implements EnvironmentProvider<GymnasiumConfig> {
  /** What the description depends on. */
  private record Asked(
      String id, String python, Map<String, JsonNode> options, List<String> path) {}

  private final Supplier<BridgeScript> script = Suppliers.memoize(BridgeScript::load);
  private final Map<Asked, Described> described = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "gymnasium";
  }

  @Override
  public String summary() {
    return "Any environment of Gymnasium's, or with its interface, in Python processes of its own.";
  }

  @Override
  public Class<GymnasiumConfig> configType() {
    return GymnasiumConfig.class;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidSettingException if there is no such Python or environment, or none that could
   *     be learned from
   */
  @Override
  public EnvironmentSource open(GymnasiumConfig config) {
    for (String folder : config.path()) {
      if (!Files.isDirectory(Path.of(folder))) {
        throw new InvalidSettingException("path", "there is no folder '" + folder + "'");
      }
    }
    Asked asked = new Asked(config.id(), config.python(), config.options(), config.path());
    try {
      return new GymnasiumTask(
          config, script.get(), described.computeIfAbsent(asked, key -> describe(config)));
    } catch (PythonFailure e) {
      throw e.inSettings(config);
    }
  }

  private Described describe(GymnasiumConfig config) {
    try (PythonProcess python = PythonProcess.start(config, script.get())) {
      return Described.by(python);
    }
  }
}
