package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import java.util.List;

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
    for (String section : List.of("budget", "evaluation", "log", "backend")) {
      if (written.entries().get(section) instanceof ConfigNode.Mapping settings) {
        reread = reread.with(section, part(settings, part(section)));
      }
    }
    return reread;
  }

  private Record part(String section) {
    return switch (section) {
      case "budget" -> today.budget();
      case "evaluation" -> today.evaluation();
      case "log" -> today.log();
      default -> today.backend();
    };
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
