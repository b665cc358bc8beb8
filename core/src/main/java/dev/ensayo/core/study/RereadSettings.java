package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import java.util.Map;

/**
 * Reads what an older version has written in a {@code config.yaml} as it would be written today:
 * settings that were not there yet have their defaults, which do what was done before.
 */
final class RereadSettings {
  private final RunPlan today;

  /**
   * @param today says which types the settings are of
   */
  RereadSettings(RunPlan today) {
    this.today = today;
  }

  /**
   * @param written all of a run
   * @return the same where other types were chosen
   * @throws dev.ensayo.core.config.ConfigException if a setting is there no more
   */
  ConfigNode.Mapping of(ConfigNode.Mapping written) {
    ConfigNode.Mapping reread = written;
    if (written.entries().get("environment") instanceof ConfigNode.Mapping environment) {
      ConfigNode.Mapping changed = chosen(environment, today.environment());
      if (environment.entries().get("wrappers") instanceof ConfigNode.Sequence wrappers) {
        changed = changed.with("wrappers", wrappers(wrappers));
      }
      reread = reread.with("environment", changed);
    }
    if (written.entries().get("agent") instanceof ConfigNode.Mapping agent) {
      reread = reread.with("agent", chosen(agent, today.agent()));
    }
    for (Map.Entry<String, Record> part : parts().entrySet()) {
      if (written.entries().get(part.getKey()) instanceof ConfigNode.Mapping settings) {
        reread = reread.with(part.getKey(), part(settings, part.getValue()));
      }
    }
    return reread;
  }

  /** What is not chosen by its type, by the section it stands in. */
  private ImmutableMap<String, Record> parts() {
    return ImmutableMap.of(
        "budget", today.budget(),
        "evaluation", today.evaluation(),
        "log", today.log(),
        "backend", today.backend());
  }

  private static ConfigNode part(ConfigNode.Mapping written, Record today) {
    return ConfigUnbinder.unbind(ConfigBinder.bind(written, "", today.getClass()));
  }

  private ConfigNode wrappers(ConfigNode.Sequence written) {
    ImmutableList.Builder<ConfigNode> reread = ImmutableList.builder();
    for (int i = 0; i < written.items().size(); i++) {
      ConfigNode item = written.items().get(i);
      boolean same = i < today.wrappers().size() && item instanceof ConfigNode.Mapping;
      reread.add(same ? chosen((ConfigNode.Mapping) item, today.wrappers().get(i)) : item);
    }
    return new ConfigNode.Sequence(written.origin(), reread.build());
  }

  private static ConfigNode.Mapping chosen(ConfigNode.Mapping written, Chosen today) {
    return written.entries().get("type") instanceof ConfigNode.Scalar type
            && type.text().equals(today.name())
        ? today.reread(written)
        : written;
  }
}
