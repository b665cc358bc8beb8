package dev.ensayo.core.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.service.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * All plugins on the class path, by name.
 *
 * <p>Names are unique among plugins of one kind, and well formed. What is not so, or cannot be had
 * at all, is left out and told in {@link #problems}; everything else is there all the same.
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
  private final ImmutableSortedMap<String, ServiceTool<?>> services;
  private final ImmutableList<String> problems;

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
    this(environments, wrappers, agents, tools, List.of(), List.of());
  }

  private PluginRegistry(
      Collection<? extends EnvironmentProvider<?>> environments,
      Collection<? extends WrapperProvider<?>> wrappers,
      Collection<? extends AgentProvider<?>> agents,
      Collection<? extends RunTool<?>> tools,
      Collection<? extends ServiceTool<?>> services,
      List<String> broken) {
    List<String> found = new ArrayList<>(broken);
    this.environments = index("environment", environments, found);
    this.wrappers = index("wrapper", wrappers, found);
    this.agents = index("agent", agents, found);
    this.tools = index("tool", tools, found);
    this.services = index("tool", services, found);
    this.problems = ImmutableList.copyOf(found);
  }

  /** The plugins that the class path declares under {@code META-INF/services}. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal knows no type parameters
  public static PluginRegistry load() {
    Services<EnvironmentProvider> environments = Services.of(EnvironmentProvider.class);
    Services<WrapperProvider> wrappers = Services.of(WrapperProvider.class);
    Services<AgentProvider> agents = Services.of(AgentProvider.class);
    Services<RunTool> tools = Services.of(RunTool.class);
    Services<ServiceTool> services = Services.of(ServiceTool.class);
    List<String> broken = new ArrayList<>();
    for (Services<?> kind : List.of(environments, wrappers, agents, tools, services)) {
      broken.addAll(kind.broken());
    }
    return new PluginRegistry(
        (Collection) environments.found(),
        (Collection) wrappers.found(),
        (Collection) agents.found(),
        (Collection) tools.found(),
        (Collection) services.found(),
        broken);
  }

  private static <P extends Plugin<?>> ImmutableSortedMap<String, P> index(
      String kind, Collection<? extends P> plugins, List<String> problems) {
    TreeMap<String, P> byName = new TreeMap<>();
    Set<String> clashing = new TreeSet<>();
    for (P plugin : plugins) {
      if (!NAME.matcher(plugin.name()).matches()) {
        problems.add(
            kind
                + " "
                + described(plugin)
                + " has a malformed name: '"
                + plugin.name()
                + "'; use lower case, digits and dashes");
        continue;
      }
      P other = byName.putIfAbsent(plugin.name(), plugin);
      if (other != null) {
        clashing.add(plugin.name());
        problems.add(
            "two "
                + kind
                + "s are called '"
                + plugin.name()
                + "', so neither can be used: "
                + described(other)
                + " and "
                + described(plugin));
      }
    }
    clashing.forEach(byName::remove);
    return ImmutableSortedMap.copyOfSorted(byName);
  }

  private static String described(Plugin<?> plugin) {
    return plugin.getClass().getName() + " of " + Services.placeOf(plugin.getClass());
  }

  /** What is wrong with plugins that were left out, a line each. */
  public ImmutableList<String> problems() {
    return problems;
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

  /** Commands that go on until they are stopped. */
  public ImmutableSortedMap<String, ServiceTool<?>> services() {
    return services;
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
