package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.Plugin;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code describe} says of a plugin beside its settings: what an agent may choose from, and
 * the shapes of a decision process with its default settings.
 */
final class PluginFacts {
  private PluginFacts() {}

  /** In lines without a full stop; none for plugins that have no such facts. */
  static ImmutableList<String> of(Plugin<?> plugin) {
    if (plugin instanceof PolicyProvider<?> agent) {
      return ImmutableList.of("Actions it takes: " + kinds(agent));
    }
    return plugin instanceof EnvironmentProvider<?> environment
        ? process(environment).map(PluginFacts::of).orElse(ImmutableList.of())
        : ImmutableList.of();
  }

  private static String kinds(PolicyProvider<?> agent) {
    return agent.actionKinds().stream()
        .sorted()
        .map(kind -> kind == ActionSpec.Kind.DISCRETE ? "discrete" : "real vectors")
        .collect(Collectors.joining(", "));
  }

  /** The shapes; empty if it makes no decision processes or needs settings or data first. */
  private static <C extends Record> Optional<DecisionProcessSpec> process(
      EnvironmentProvider<C> provider) {
    if (!opensProcesses(provider)) {
      return Optional.empty();
    }
    try {
      C defaults = Settings.defaults(provider.configType());
      return Optional.of(((DecisionProcess) provider.open(defaults)).spec());
    } catch (ConfigException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it makes decision processes, by what it says it opens; nothing is opened for that. */
  private static boolean opensProcesses(EnvironmentProvider<?> provider) {
    try {
      return DecisionProcess.class.isAssignableFrom(
          provider.getClass().getMethod("open", provider.configType()).getReturnType());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static ImmutableList<String> of(DecisionProcessSpec spec) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("Observations: " + words(spec.observation()));
    lines.add("Actions: " + spec.action().words());
    String limit =
        spec.stepLimit() == 0
            ? "without a time limit"
            : "of at most " + String.format(Locale.ROOT, "%,d", spec.stepLimit()) + " steps";
    lines.add(
        "Episodes: "
            + limit
            + (spec.rewardThreshold().isPresent()
                ? "; solved at a mean return of " + number(spec.rewardThreshold().getAsDouble())
                : ""));
    return lines.build();
  }

  private static String words(ObservationSpec observation) {
    if (observation.isDiscrete()) {
      return "one of " + observation.states() + " states";
    }
    String shape =
        observation.shape().stream().mapToObj(Integer::toString).collect(Collectors.joining("×"));
    return switch (observation.kind()) {
      case BITS -> shape + " zeros and ones";
      case BYTES -> shape + " whole numbers 0 to 255";
      default -> shape + (observation.size() == 1 ? " real number" : " real numbers");
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
