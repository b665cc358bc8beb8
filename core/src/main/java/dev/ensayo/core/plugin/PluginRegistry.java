package dev.ensayo.core.plugin;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.config.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All plugins on the class path, by name; the only place that knows {@link ServiceLoader}.
 *
 * <p>Names are unique among plugins of one kind, and well formed, or the registry does not load.
 */
public final class PluginRegistry {
  /** Something a study named does not exist; the message lists what does. */
  public static final class UnknownPluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPluginException(String message) {
      super(message);
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final ImmutableSortedMap<String, EnvironmentProvider<?>> environments;
  private final ImmutableSortedMap<String, WrapperProvider<?>> wrappers;
  private final ImmutableSortedMap<String, AgentProvider<?>> agents;
  private final ImmutableSortedMap<String, RunTool<?>> tools;

  /** A registry of those plugins, for tests and embedding. */
  public PluginRegistry(
      Collection<? extends EnvironmentProvider<?>> environments,
      Collection<? extends WrapperProvider<?>> wrappers,
      Collection<? extends AgentProvider<?>> agents) {
    this(environments, wrappers, agents, List.of());
  }

  /** A registry of those plugins, with commands over finished runs. */
  public PluginRegistry(
      Collection<? extends EnvironmentProvider<?>> environments,
      Collection<? extends WrapperProvider<?>> wrappers,
      Collection<? extends AgentProvider<?>> agents,
      Collection<? extends RunTool<?>> tools) {
    this.environments = index("environment", environments);
    this.wrappers = index("wrapper", wrappers);
    this.agents = index("agent", agents);
    this.tools = index("tool", tools);
  }

  /** The plugins that the class path declares under {@code META-INF/services}. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static PluginRegistry load() {
    return new PluginRegistry(
        (Collection)
            ServiceLoader.load(EnvironmentProvider.class).stream().map(p -> p.get()).toList(),
        (Collection) ServiceLoader.load(WrapperProvider.class).stream().map(p -> p.get()).toList(),
        (Collection) ServiceLoader.load(AgentProvider.class).stream().map(p -> p.get()).toList(),
        (Collection) ServiceLoader.load(RunTool.class).stream().map(p -> p.get()).toList());
  }

  private static <P extends Plugin<?>> ImmutableSortedMap<String, P> index(
      String kind, Collection<? extends P> plugins) {
    TreeMap<String, P> byName = new TreeMap<>();
    for (P plugin : plugins) {
      checkState(
          NAME.matcher(plugin.name()).matches(),
          "%s %s has a malformed name: '%s'",
          kind,
          plugin.getClass().getName(),
          plugin.name());
      P other = byName.putIfAbsent(plugin.name(), plugin);
      checkState(
          other == null,
          "two %ss are called '%s': %s and %s",
          kind,
          plugin.name(),
          other == null ? "" : other.getClass().getName(),
          plugin.getClass().getName());
    }
    return ImmutableSortedMap.copyOfSorted(byName);
  }

  public ImmutableSortedMap<String, EnvironmentProvider<?>> environments() {
    return environments;
  }

  public ImmutableSortedMap<String, WrapperProvider<?>> wrappers() {
    return wrappers;
  }

  public ImmutableSortedMap<String, AgentProvider<?>> agents() {
    return agents;
  }

  /** Commands over finished runs. */
  public ImmutableSortedMap<String, RunTool<?>> tools() {
    return tools;
  }

  /**
   * @throws UnknownPluginException with the nearest name and all names
   */
  public EnvironmentProvider<?> environment(String name) {
    return get("environment", environments, name);
  }

  /**
   * @throws UnknownPluginException with the nearest name and all names
   */
  public WrapperProvider<?> wrapper(String name) {
    return get("wrapper", wrappers, name);
  }

  /**
   * @throws UnknownPluginException with the nearest name and all names
   */
  public AgentProvider<?> agent(String name) {
    return get("agent", agents, name);
  }

  private static <P> P get(String kind, ImmutableSortedMap<String, P> plugins, String name) {
    return Optional.ofNullable(plugins.get(name))
        .orElseThrow(
            () ->
                new UnknownPluginException(
                    "no "
                        + kind
                        + " is called '"
                        + name
                        + "'; "
                        + NearestName.hint(name, plugins.keySet())));
  }
}
