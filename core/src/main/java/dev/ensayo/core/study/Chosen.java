package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.parallel.Replica;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.ParallelAgentProvider;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.plugin.WrapperProvider;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plugin that a study chose, with its settings. */
sealed interface Chosen {
  Plugin<?> plugin();

  Record config();

  /** What it is called in a study. */
  default String name() {
    return plugin().name();
  }

  /** Its type and every setting, as a study would write them. */
  default ConfigNode.Mapping resolved() {
    return resolved(plugin(), config());
  }

  /** What is learned from. */
  record Environment<C extends Record>(EnvironmentProvider<C> plugin, C config) implements Chosen {
    /** As {@link EnvironmentProvider#open}. */
    EnvironmentSource open() {
      return plugin.open(config);
    }
  }

  /** What it is seen through. */
  record Wrapper<C extends Record>(WrapperProvider<C> plugin, C config) implements Chosen {
    /** As {@link WrapperProvider#wrap}. */
    DecisionProcess wrap(DecisionProcess inner) {
      return plugin.wrap(inner, config);
    }
  }

  /** The settings that were written down for one of the same type, as they would be today. */
  default ConfigNode.Mapping reread(ConfigNode.Mapping written) {
    return resolved(plugin(), bind(written, plugin()));
  }

  /** As {@link #resolved()}, of other settings. */
  static ConfigNode.Mapping resolved(Plugin<?> plugin, Record config) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("type", ConfigNode.Scalar.of(Origin.DEFAULT, plugin.name()));
    entries.putAll(ConfigUnbinder.unbind(config).entries());
    return new ConfigNode.Mapping(Origin.DEFAULT, ImmutableMap.copyOf(entries));
  }

  private static <C extends Record> C bind(ConfigNode.Mapping written, Plugin<C> plugin) {
    return ConfigBinder.bind(written.without("type", "wrappers"), "", plugin.configType());
  }

  /**
   * Who learns.
   *
   * @param seen what the settings are fitted to; empty before they are
   */
  record Agent<C extends Record>(AgentProvider<C> plugin, C config, Optional<EnvironmentSpec> seen)
      implements Chosen {
    @Override
    public ConfigNode.Mapping reread(ConfigNode.Mapping written) {
      C config = bind(written, plugin);
      return Chosen.resolved(
          plugin, seen.map(environment -> plugin.fitted(config, environment)).orElse(config));
    }

    /** As {@link AgentProvider#supports}. */
    Support supports(EnvironmentSource environment) {
      return plugin.supports(environment.spec(), config);
    }

    /** As {@link AgentProvider#check}. */
    void check(EnvironmentSource environment, Budget budget, BackendConfig backend) {
      plugin.check(config, environment, budget, backend);
    }

    /** As {@link AgentProvider#fitted}. */
    Agent<C> fitted(EnvironmentSource environment) {
      EnvironmentSpec spec = environment.spec();
      return new Agent<>(plugin, plugin.fitted(config, spec), Optional.of(spec));
    }

    /** As {@link AgentProvider#notes}. */
    List<String> notes(Budget budget) {
      return plugin.notes(config, budget);
    }

    /** As {@link AgentProvider#goal}. */
    Goal goal(EnvironmentSource environment) {
      return plugin.goal(config, environment);
    }

    /** As {@link AgentProvider#metrics}. */
    Set<String> metrics() {
      return plugin.metrics(config);
    }

    /** As {@link AgentProvider#requiredVariants}. */
    Set<String> requiredVariants() {
      return plugin.requiredVariants(config);
    }

    /** As {@link AgentProvider#dataSha256}. */
    Map<String, String> dataSha256() {
      return plugin.dataSha256(config);
    }

    /** As {@link AgentProvider#whyNotRepeatable}. */
    Optional<String> whyNotRepeatable(BackendConfig backend) {
      return plugin.whyNotRepeatable(config, backend);
    }

    /** Whether it acts in decision processes. */
    boolean acts() {
      return plugin instanceof PolicyProvider;
    }

    /** As {@link PolicyProvider#loadPolicy}; empty for one that does not act. */
    Optional<TrainedPolicy> loadPolicy(SavedAgent saved) throws IOException {
      return plugin instanceof PolicyProvider<C> provider
          ? provider.loadPolicy(config, saved)
          : Optional.empty();
    }

    /** As {@link ParallelAgentProvider#workers}; 1 for an agent that learns alone. */
    int workers() {
      return plugin instanceof ParallelAgentProvider<C> provider ? provider.workers(config) : 1;
    }

    /** As {@link ParallelAgentProvider#replica}, where there are several workers. */
    Replica replica(TrainingContext context, int rank) {
      return ((ParallelAgentProvider<C>) plugin).replica(config, context, rank);
    }

    /** As {@link AgentProvider#start}. */
    Training start(TrainingContext context) {
      return plugin.start(config, context);
    }
  }
}
