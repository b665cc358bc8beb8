package dev.ensayo.environments.gymnasium;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.wrappers.EnvironmentWrapper;
import java.util.List;
import java.util.Map;

/** An environment written in Python; copies that are made together share processes. */
final class GymnasiumTask implements DecisionProcess {
  private final GymnasiumConfig config;
  private final BridgeScript script;
  private final Described described;

  GymnasiumTask(GymnasiumConfig config, BridgeScript script, Described described) {
    this.config = config;
    this.script = script;
    this.described = described;
  }

  @Override
  public DecisionProcessSpec spec() {
    return described.spec();
  }

  @Override
  public Map<String, String> facts() {
    return described.facts();
  }

  @Override
  public List<String> notes() {
    return described
        .unsaved()
        .map(
            why ->
                ImmutableList.of(
                    "environment '"
                        + config.id()
                        + "' cannot be saved, and a run that is stopped starts over: "
                        + why))
        .orElse(ImmutableList.of());
  }

  @Override
  public Environment create(SeedSequence seeds) {
    return Iterables.getOnlyElement(create(ImmutableList.of(seeds)));
  }

  @Override
  public List<Environment> create(List<SeedSequence> seeds) {
    return copies(seeds, new PythonProcesses(config, script), true);
  }

  @Override
  public Environment createForEvaluation(SeedSequence seeds, Environment training) {
    return Iterables.getOnlyElement(createForEvaluation(ImmutableList.of(seeds), training));
  }

  @Override
  public List<Environment> createForEvaluation(List<SeedSequence> seeds, Environment training) {
    return EnvironmentWrapper.find(training, GymnasiumEnvironment.class)
        .<List<Environment>>map(trained -> copies(seeds, trained.processes(), false))
        .orElseGet(() -> create(seeds));
  }

  private ImmutableList<Environment> copies(
      List<SeedSequence> seeds, PythonProcesses processes, boolean owner) {
    ImmutableList.Builder<Environment> all = ImmutableList.builder();
    try {
      for (List<SeedSequence> group : Lists.partition(seeds, config.copies())) {
        PythonCopies copies =
            new PythonCopies(processes, owner, spec(), GymnasiumTask.seeds(group));
        for (int copy = 0; copy < group.size(); copy++) {
          all.add(new GymnasiumEnvironment(described, copies, copy));
        }
      }
    } catch (RuntimeException e) {
      all.build().forEach(Environment::close);
      throw e;
    }
    return all.build();
  }

  /** For {@code reset(seed)}: not negative and of 31 bits, which every environment takes. */
  private static long[] seeds(List<SeedSequence> group) {
    return group.stream().mapToLong(seeds -> seeds.seed("gymnasium") >>> 33).toArray();
  }
}
