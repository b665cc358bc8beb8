package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.core.agent.ActingTraining;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.parallel.Replica;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.SiblingRuns;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a study with everything bound and checked: one variant, one seed.
 *
 * @param study the study's name
 * @param variant the variant's name
 * @param seed root of all randomness
 * @param environment what is learned from
 * @param wrappers what it is seen through, innermost first
 * @param agent who learns
 * @param budget how long
 * @param evaluation when and how it is tested
 * @param log how often training metrics are written
 * @param backend where networks are computed
 * @param goal what it is judged by unless the study says otherwise
 */
public record RunPlan(
    String study,
    String variant,
    long seed,
    Chosen.Environment<?> environment,
    ImmutableList<Chosen.Wrapper<?>> wrappers,
    Chosen.Agent<?> agent,
    Budget budget,
    Evaluation evaluation,
    Logging log,
    BackendConfig backend,
    Goal goal) {

  /** The same run of a variant with another name. */
  RunPlan called(String other) {
    return new RunPlan(
        study, other, seed, environment, wrappers, agent, budget, evaluation, log, backend, goal);
  }

  /** The same run with another seed. */
  RunPlan withSeed(long other) {
    return new RunPlan(
        study,
        variant,
        other,
        environment,
        wrappers,
        agent,
        budget,
        evaluation,
        log,
        backend,
        goal);
  }

  /** The same run with another budget. */
  RunPlan lasting(Budget other) {
    return new RunPlan(
        study, variant, seed, environment, wrappers, agent, other, evaluation, log, backend, goal);
  }

  /** Whether a {@code config.yaml} says the same, be it that paths are spelled otherwise. */
  public boolean isDescribedBy(String config) {
    ConfigNode.Mapping now = resolved();
    if (config.equals(YamlWriter.write(now))) {
      return true;
    }
    try {
      ConfigNode.Mapping written = YamlReader.parse("config.yaml", config);
      return SamePlaces.in(written, now)
          || SamePlaces.in(new RereadSettings(this).of(written), now);
    } catch (ConfigException e) {
      return false; // it was damaged, or has settings that are no more
    }
  }

  /** The same for all runs that learn from the same environment, seen in the same way. */
  SeenEnvironment seenEnvironment() {
    return new SeenEnvironment(environment, wrappers);
  }

  /** Every setting with its value, defaults written out: {@code config.yaml}. */
  public ConfigNode.Mapping resolved() {
    ConfigNode.Mapping environmentNode = environment.resolved();
    if (!wrappers.isEmpty()) {
      environmentNode =
          environmentNode.with(
              "wrappers",
              new ConfigNode.Sequence(
                  Origin.DEFAULT,
                  wrappers.stream()
                      .map(Chosen::resolved)
                      .collect(ImmutableList.toImmutableList())));
    }
    return ConfigNode.Mapping.empty(Origin.DEFAULT)
        .with("study", ConfigNode.Scalar.of(Origin.DEFAULT, study))
        .with("variant", ConfigNode.Scalar.of(Origin.DEFAULT, variant))
        .with("seed", ConfigNode.Scalar.of(Origin.DEFAULT, Long.toString(seed)))
        .with("environment", environmentNode)
        .with("agent", agent.resolved())
        .with("budget", ConfigUnbinder.unbind(budget))
        .with("evaluation", ConfigUnbinder.unbind(evaluation))
        .with("log", ConfigUnbinder.unbind(log))
        .with("backend", ConfigUnbinder.unbind(backend));
  }

  /** The type of environment, as the study names it. */
  public String environmentName() {
    return environment.name();
  }

  /**
   * SHA-256 of each file that the environment reads and the agent starts from, by name.
   *
   * @param source what {@link #openEnvironment} gave
   */
  public Map<String, String> dataSha256(EnvironmentSource source) {
    Map<String, String> all = new LinkedHashMap<>(source.dataSha256());
    all.putAll(agent.dataSha256());
    return all;
  }

  /** What {@link #dataSha256} is the same for. */
  Object readsFrom() {
    return List.of(seenEnvironment(), agent);
  }

  /** The environment with its wrappers. */
  public EnvironmentSource openEnvironment() {
    EnvironmentSource source = environment.open();
    for (Chosen.Wrapper<?> wrapper : wrappers) {
      source = wrapper.wrap((DecisionProcess) source);
    }
    return source;
  }

  /** Starts the run from its beginning. */
  public Training start(MetricSink metrics, MetricSink timings) {
    return start(openEnvironment(), metrics, timings);
  }

  /**
   * Starts the run from its beginning.
   *
   * @param source what {@link #openEnvironment} gave
   */
  public Training start(EnvironmentSource source, MetricSink metrics, MetricSink timings) {
    return start(source, metrics, timings, SiblingRuns.NONE, TestProgress.NONE, Workers.IN_THREADS);
  }

  /**
   * Starts the run from its beginning.
   *
   * @param source what {@link #openEnvironment} gave
   * @param siblings the folders of all {@link #requiredVariants}
   * @param testing hears how far a long test is
   * @param workers where the workers come from, if several train one model
   */
  public Training start(
      EnvironmentSource source,
      MetricSink metrics,
      MetricSink timings,
      SiblingRuns siblings,
      TestProgress testing,
      Workers workers) {
    return agent.start(
        new TrainingContext(
            source,
            budget,
            evaluation,
            log,
            backend,
            new SeedSequence(seed),
            metrics,
            timings,
            siblings,
            testing,
            workers));
  }

  /** How many workers train its model together; 1 where it is trained alone. */
  public int workers() {
    return agent.workers();
  }

  /**
   * What a worker learns with, where there are several.
   *
   * @param rank from 1; who has 0 starts the run
   */
  public Replica replica(int rank) {
    return agent.replica(
        new TrainingContext(
            openEnvironment(),
            budget,
            evaluation,
            log,
            backend,
            new SeedSequence(seed),
            MetricSink.NONE,
            MetricSink.NONE),
        rank);
  }

  /** Whether its agent acts in a decision process. */
  public boolean acts() {
    return agent.acts();
  }

  /**
   * The policy that this run, finished, was tested with last.
   *
   * @param folder of the run, with what {@link Training#writeModel} wrote
   * @param process what {@link #openEnvironment} gave
   * @return empty if the agent keeps none
   * @throws IOException if what was kept cannot be read
   */
  public Optional<TrainedPolicy> loadPolicy(Path folder, DecisionProcess process)
      throws IOException {
    return agent.loadPolicy(
        new SavedAgent(
            folder,
            process.spec(),
            budget.amount(),
            backend,
            new SeedSequence(seed).child(ActingTraining.AGENT_SEEDS)));
  }

  /** Names of the variants whose runs with the same seed must have finished before this one. */
  public ImmutableSortedSet<String> requiredVariants() {
    return ImmutableSortedSet.copyOf(agent.requiredVariants());
  }

  /**
   * What would mean something else if the run were longer; where nothing does, it can be extended.
   */
  public ImmutableList<LengthDependence> lengthDependences() {
    ImmutableList.Builder<LengthDependence> all = ImmutableList.builder();
    all.addAll(LengthDependence.of(environment.config(), "environment", budget));
    for (int i = 0; i < wrappers.size(); i++) {
      String path = "environment.wrappers." + i;
      all.addAll(LengthDependence.of(wrappers.get(i).config(), path, budget));
    }
    all.addAll(LengthDependence.of(agent.config(), "agent", budget));
    return all.build();
  }

  /** Why another run of the same plan gives other values; empty if it gives the same. */
  public Optional<String> whyNotRepeatable() {
    return agent.whyNotRepeatable(backend);
  }
}
