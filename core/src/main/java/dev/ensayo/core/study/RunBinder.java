package dev.ensayo.core.study;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.PathRule;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.PluginRegistry.UnknownPluginException;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.plugin.WrapperProvider;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Binds a study to the plugins it names and checks all of it: settings, files, pairings, budget,
 * device. Nothing has been run when it finds fault.
 */
public final class RunBinder {
  private final Set<String> notes = new LinkedHashSet<>();
  private final PluginRegistry plugins;
  private final ImmutableList<BackendProbe> probes;

  public RunBinder(PluginRegistry plugins, List<BackendProbe> probes) {
    this.plugins = plugins;
    this.probes = ImmutableList.copyOf(probes);
  }

  /**
   * The runs of a study of which some may be wrong already.
   *
   * @throws ConfigException with everything that is wrong, in the order of the lines
   */
  public ImmutableList<RunPlan> bind(StudyReader.Reading reading) {
    if (reading.problems().isEmpty()) {
      return bind(reading.study());
    }
    List<Problem> problems = new ArrayList<>(reading.problems());
    Set<String> told = new HashSet<>();
    reading.problems().forEach(problem -> told.add(section(problem)));
    try {
      bind(reading.study());
    } catch (ConfigException e) {
      e.problems().stream().filter(found -> !told.contains(section(found))).forEach(problems::add);
    }
    problems.sort(Comparator.comparingInt(problem -> problem.origin().line()));
    throw new ConfigException(problems);
  }

  /** The key of the study that a problem is about; what is missing there is told only once. */
  private static String section(Problem problem) {
    return Iterables.get(Splitter.on('.').split(problem.path()), 0);
  }

  /**
   * The runs of a study: for each variant, in the order written, one for each seed.
   *
   * @throws ConfigException with everything that is wrong, each problem once
   */
  public ImmutableList<RunPlan> bind(Study study) {
    Set<Problem> problems = new LinkedHashSet<>();
    ImmutableList.Builder<RunPlan> runs = ImmutableList.builder();
    Map<String, RunPlan> firsts = new LinkedHashMap<>();
    Map<SeenEnvironment, EnvironmentSource> opened = new LinkedHashMap<>();
    PathRule paths = StudyPaths.of(study);
    for (Variant variant : study.variants()) {
      try {
        RunPlan first =
            new Binding(study.configuration(variant), paths, opened)
                .bind(study.name(), variant.name(), study.seeds().get(0));
        firsts.put(variant.name(), first);
        study.seeds().forEach(seed -> runs.add(first.withSeed(seed)));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    problems.addAll(reportProblems(study, firsts));
    if (problems.isEmpty()) {
      problems.addAll(new RequiredVariants(study, firsts).problems());
      problems.addAll(equalCells(study, firsts));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(List.copyOf(problems));
    }
    opened.values().stream().flatMap(source -> source.notes().stream()).forEach(notes::add);
    return runs.build();
  }

  /** What the data of the studies bound so far have that a user might miss; each once. */
  public ImmutableList<String> notes() {
    return ImmutableList.copyOf(notes);
  }

  /** What is wrong with the report, as far as the runs that could be bound tell. */
  private static List<Problem> reportProblems(Study study, Map<String, RunPlan> firsts) {
    List<Problem> problems = new ArrayList<>();
    try {
      Study judged = StudyGoal.of(study, firsts.values());
      for (Variant variant : judged.compared()) {
        RunPlan first = firsts.get(variant.name());
        if (first != null) {
          checkReport(judged, first).ifPresent(problems::add);
          ReportWindow.problem(judged, first).ifPresent(problems::add);
        }
      }
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    return problems;
  }

  /**
   * Cells of a grid that are written differently and mean the same, as 1e-3 and 0.001, and parts of
   * an ablation that set what is set without them.
   */
  private static List<Problem> equalCells(Study study, Map<String, RunPlan> runs) {
    List<Problem> problems = new ArrayList<>();
    Map<RunPlan, String> names = new HashMap<>();
    for (Variant variant : study.variants()) {
      boolean isCombination =
          study.ablation().filter(made -> made.on().containsKey(variant.arm())).isPresent();
      if (variant.cell().isEmpty() && !isCombination) {
        continue;
      }
      RunPlan cell = runs.get(variant.name()).called(isCombination ? "" : variant.arm());
      String before = names.putIfAbsent(cell, variant.name());
      if (before != null) {
        Origin at =
            variant.cell().isEmpty()
                ? variant.changes().values().stream()
                    .map(ConfigNode::origin)
                    .findFirst()
                    .orElse(study.base().origin())
                : variant.changes().get(variant.cell().keySet().asList().get(0)).origin();
        problems.add(
            new Problem(
                at,
                isCombination ? "ablation" : study.search().isPresent() ? "search" : "grid",
                "'" + before + "' and '" + variant.name() + "' have the same settings"));
      }
    }
    return problems;
  }

  /** A report on a metric that nobody records would be empty. */
  private static Optional<Problem> checkReport(Study study, RunPlan run) {
    Set<String> recorded = run.agent().metrics();
    String metric = study.report().metric();
    if (recorded.contains(metric)) {
      return Optional.empty();
    }
    ConfigNode at = study.reportSetting("metric");
    return Optional.of(
        new Problem(
            at.origin(),
            "report.metric",
            "agent '"
                + run.agent().name()
                + "' does not record '"
                + metric
                + "'; "
                + NearestName.hint(metric, new TreeSet<>(recorded))));
  }

  /** The run that a {@code config.yaml} describes; its paths are taken as they are written. */
  public RunPlan bindResolved(ConfigNode.Mapping config) {
    RunName name =
        ConfigBinder.bind(
            config.without(StudyReader.SECTIONS.toArray(new String[0])), "", RunName.class);
    return new Binding(
            config.without("study", "variant", "seed"), PathRule.AS_WRITTEN, new HashMap<>())
        .bind(name.study(), name.variant(), name.seed());
  }

  /** What a {@code config.yaml} says of the run itself. */
  record RunName(
      @Setting("the study's name") String study,
      @Setting("the variant's name") String variant,
      @Setting("root of all randomness") long seed) {
    RunName {
      Settings.check(RunName.class, study, variant, seed);
    }
  }

  /** The binding of one configuration; collects problems. */
  private final class Binding {
    private final ConfigNode.Mapping config;
    private final PathRule paths;
    private final Map<SeenEnvironment, EnvironmentSource> opened;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param paths where the paths in it lead
     * @param opened environments that were opened for this study before; grows
     */
    Binding(
        ConfigNode.Mapping config, PathRule paths, Map<SeenEnvironment, EnvironmentSource> opened) {
      this.config = config;
      this.paths = paths;
      this.opened = opened;
    }

    RunPlan bind(String study, String variant, long seed) {
      ConfigNode.Mapping environmentNode = section("environment");
      ConfigNode.Mapping agentNode = section("agent");
      Chosen.Environment<?> environment =
          environmentNode == null
              ? null
              : choose(
                  environmentNode.without("wrappers"),
                  "environment",
                  "environment",
                  (type, settings) -> environment(plugins.environment(type), settings));
      List<Chosen.Wrapper<?>> wrappers =
          environmentNode == null ? new ArrayList<>() : wrappers(environmentNode);
      Chosen.Agent<?> agent =
          agentNode == null
              ? null
              : choose(
                  agentNode,
                  "agent",
                  "agent",
                  (type, settings) -> agent(plugins.agent(type), settings));
      Budget budget = bind("budget", Budget.class);
      Evaluation evaluation = bind("evaluation", Evaluation.class);
      Logging log = bind("log", Logging.class);
      BackendConfig backend = bind("backend", BackendConfig.class);
      if (backend != null) {
        probes.forEach(probe -> attempt("backend", () -> prepare(probe, backend)));
      }
      boolean budgetFits = agent != null && budget != null && checkBudget(agent, budget);
      EnvironmentSource source =
          environment == null || wrappers.contains(null)
              ? null
              : open(environment, environmentNode, wrappers);
      if (agent != null && source != null) {
        agent =
            checkPairing(
                agent, agentNode, environment, source, budgetFits ? budget : null, backend);
      }
      throwProblems();
      notes.addAll(agent.notes(budget));
      return new RunPlan(
          study,
          variant,
          seed,
          environment,
          ImmutableList.copyOf(wrappers),
          agent,
          budget,
          evaluation,
          log,
          backend,
          agent.goal(source));
    }

    private void throwProblems() {
      if (!problems.isEmpty()) {
        throw new ConfigException(problems);
      }
    }

    private static Boolean prepare(BackendProbe probe, BackendConfig backend) {
      probe.prepare(backend);
      return true;
    }

    private <T> T attempt(String section, Supplier<T> binding) {
      try {
        return binding.get();
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      } catch (InvalidSettingException e) {
        ConfigNode node = config.get(section).orElse(config);
        problems.add(ConfigBinder.locate(node, section, e));
      }
      return null;
    }

    private <T extends Record> T bind(String section, Class<T> type) {
      ConfigNode node = config.get(section).orElse(ConfigNode.Mapping.empty(config.origin()));
      return attempt(section, () -> ConfigBinder.bind(node, section, type));
    }

    /** A section that chooses a plugin, or null after a problem. */
    private ConfigNode.Mapping section(String name) {
      return pluginNode(config.get(name).orElse(ConfigNode.Mapping.empty(config.origin())), name);
    }

    /** A single word stands for {@code {type: word}}; anything else is a problem. */
    private ConfigNode.Mapping pluginNode(ConfigNode node, String path) {
      if (node instanceof ConfigNode.Mapping mapping) {
        return mapping;
      }
      if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
        return ConfigNode.Mapping.empty(node.origin()).with("type", scalar);
      }
      problems.add(
          new Problem(
              node.origin(),
              path,
              "expected a type with settings, like {type: …}, found " + node.describe()));
      return null;
    }

    private <T extends Chosen> T choose(
        ConfigNode.Mapping node,
        String path,
        String kind,
        BiFunction<String, ConfigNode, T> choice) {
      ConfigNode type = node.entries().get("type");
      if (!(type instanceof ConfigNode.Scalar scalar) || scalar.isNull()) {
        problems.add(new Problem(node.origin(), path + ".type", "is missing; say which " + kind));
        return null;
      }
      try {
        return choice.apply(scalar.text(), node.without("type"));
      } catch (UnknownPluginException e) {
        problems.add(new Problem(type.origin(), path + ".type", e.getMessage()));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
      return null;
    }

    private <C extends Record> Chosen.Environment<C> environment(
        EnvironmentProvider<C> plugin, ConfigNode settings) {
      return new Chosen.Environment<>(
          plugin, ConfigBinder.bind(settings, "environment", plugin.configType(), paths));
    }

    private <C extends Record> Chosen.Wrapper<C> wrapper(
        WrapperProvider<C> plugin, ConfigNode settings, String path) {
      return new Chosen.Wrapper<>(
          plugin, ConfigBinder.bind(settings, path, plugin.configType(), paths));
    }

    private <C extends Record> Chosen.Agent<C> agent(AgentProvider<C> plugin, ConfigNode settings) {
      return new Chosen.Agent<>(
          plugin,
          ConfigBinder.bind(settings, "agent", plugin.configType(), paths),
          Optional.empty());
    }

    private List<Chosen.Wrapper<?>> wrappers(ConfigNode.Mapping environmentNode) {
      Optional<ConfigNode> node = environmentNode.get("wrappers");
      List<Chosen.Wrapper<?>> wrappers = new ArrayList<>();
      if (node.isEmpty()) {
        return wrappers;
      }
      String path = "environment.wrappers";
      if (!(node.get() instanceof ConfigNode.Sequence sequence)) {
        problems.add(
            new Problem(
                node.get().origin(),
                path,
                "expected a list of wrappers, innermost first, found " + node.get().describe()));
        return wrappers;
      }
      for (int i = 0; i < sequence.items().size(); i++) {
        String at = path + "[" + i + "]";
        ConfigNode.Mapping item = pluginNode(sequence.items().get(i), at);
        wrappers.add(
            item == null
                ? null
                : choose(
                    item,
                    at,
                    "wrapper",
                    (type, settings) -> wrapper(plugins.wrapper(type), settings, at)));
      }
      return wrappers;
    }

    private boolean checkBudget(Chosen.Agent<?> agent, Budget budget) {
      Set<Clock> clocks = agent.plugin().budgetClocks();
      boolean fits = clocks.contains(budget.clock());
      if (!fits) {
        String key = budget.clock().budgetKey();
        problems.add(
            ConfigBinder.locate(
                config.get("budget").orElse(config),
                "budget",
                new InvalidSettingException(
                    key,
                    "agent '"
                        + agent.name()
                        + "' does not count "
                        + key
                        + "; give its budget in "
                        + String.join(
                            " or ", clocks.stream().map(Clock::budgetKey).sorted().toList()))));
      } else if (budget.amount() == 0 && !agent.plugin().mayLearnNothing()) {
        String key = budget.clock().budgetKey();
        problems.add(
            ConfigBinder.locate(
                config.get("budget").orElse(config),
                "budget",
                new InvalidSettingException(
                    key,
                    "must be at least 1, not 0: agent '"
                        + agent.name()
                        + "' has nothing to show before it has learned")));
        return false;
      }
      return fits;
    }

    /** The environment as the agent sees it, or null after a problem. */
    private EnvironmentSource open(
        Chosen.Environment<?> environment,
        ConfigNode.Mapping node,
        List<Chosen.Wrapper<?>> wrappers) {
      SeenEnvironment seen = new SeenEnvironment(environment, ImmutableList.copyOf(wrappers));
      if (opened.containsKey(seen)) {
        return opened.get(seen);
      }
      int before = problems.size();
      EnvironmentSource source = attempt("environment", environment::open);
      for (int i = 0; i < wrappers.size() && source != null; i++) {
        String path = "environment.wrappers[" + i + "]";
        ConfigNode at = ((ConfigNode.Sequence) node.entries().get("wrappers")).items().get(i);
        if (source instanceof DecisionProcess process) {
          try {
            source = wrappers.get(i).wrap(process);
          } catch (InvalidSettingException e) {
            problems.add(ConfigBinder.locate(at, path, e));
          }
        } else {
          problems.add(
              new Problem(
                  at.origin(),
                  path,
                  "wrappers go around decision processes, not around a " + source.spec().kind()));
          return null;
        }
      }
      if (problems.size() > before) {
        return null;
      }
      opened.put(seen, source);
      return source;
    }

    /**
     * The agent with its settings fitted to the environment, or as it is after a problem.
     *
     * @param budget null if it has a problem
     * @param backend null if it has a problem
     */
    private Chosen.Agent<?> checkPairing(
        Chosen.Agent<?> agent,
        ConfigNode.Mapping agentNode,
        Chosen.Environment<?> environment,
        EnvironmentSource source,
        Budget budget,
        BackendConfig backend) {
      Support support;
      try {
        support = agent.supports(source);
      } catch (InvalidSettingException e) {
        problems.add(ConfigBinder.locate(agentNode, "agent", e));
        return agent;
      }
      if (!support.isSupported()) {
        ConfigNode at = agentNode.get("type").orElse(agentNode);
        problems.add(
            new Problem(
                at.origin(),
                "agent.type",
                "agent '"
                    + agent.name()
                    + "' cannot learn from environment '"
                    + environment.name()
                    + "': "
                    + support.reason()
                    + "; agents that can: "
                    + NearestName.listed(agentsThatCan(source))));
        return agent;
      }
      Chosen.Agent<?> fitted = agent.fitted(source);
      if (budget == null || backend == null) {
        return fitted; // its own problem is told
      }
      try {
        fitted.check(source, budget, backend);
      } catch (InvalidSettingException e) {
        problems.add(ConfigBinder.locate(agentNode, "agent", e));
      }
      return fitted;
    }

    private List<String> agentsThatCan(EnvironmentSource source) {
      return plugins.agents().values().stream()
          .filter(provider -> supportsByDefault(provider, source))
          .map(Plugin::name)
          .toList();
    }

    private static <C extends Record> boolean supportsByDefault(
        AgentProvider<C> provider, EnvironmentSource source) {
      try {
        C config = Settings.defaults(provider.configType());
        return provider.supports(source.spec(), config).isSupported();
      } catch (ConfigException e) {
        return false; // it has required settings, so nothing is known of it without them
      } catch (InvalidSettingException e) {
        return false; // its defaults do not fit
      }
    }
  }
}
