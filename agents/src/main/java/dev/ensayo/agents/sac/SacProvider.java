package dev.ensayo.agents.sac;

import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorAgentProvider;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code sac}. */
public final class SacProvider implements VectorAgentProvider<SacConfig> {
  private static final long MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "sac";
  }

  @Override
  public String summary() {
    return "Soft actor-critic for actions that are real vectors, with two critics and replay.";
  }

  @Override
  public Class<SacConfig> configType() {
    return SacConfig.class;
  }

  @Override
  public Set<ActionSpec.Kind> actionKinds() {
    return Set.of(ActionSpec.Kind.BOX);
  }

  @Override
  public int copies(SacConfig config) {
    return config.copies();
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, SacConfig config) {
    return process.box().isBounded()
        ? Support.yes()
        : Support.no(
            "its actions lie between finite bounds, and an action here is "
                + process.action().words());
  }

  @Override
  public void check(
      SacConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    if (config.warmupSteps() > budget.amount()) {
      throw new InvalidSettingException(
          "warmupSteps",
          String.format(
              Locale.ROOT,
              "leaves nothing to learn: the first update comes after %,d environment steps, the"
                  + " budget ends after %,d; give fewer, or a larger budget",
              config.warmupSteps(),
              budget.amount()));
    }
    DecisionProcessSpec process = (DecisionProcessSpec) environment.spec();
    long bytes = bytes(config, process, budget.amount());
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new InvalidSettingException(
          "replay.capacity",
          String.format(
              Locale.ROOT,
              "takes about %,d MB with these observations, and Java may use %,d MB; give less, or"
                  + " more memory with ENSAYO_JAVA_OPTIONS=-Xmx…",
              bytes / MEGABYTE,
              heap / MEGABYTE));
    }
  }

  private static long bytes(SacConfig config, DecisionProcessSpec process, long steps) {
    long items = Math.min(((BufferSpec) config.replay()).capacity(), steps);
    return config.replay().bytes(process.observation(), steps)
        + items * process.box().size() * Float.BYTES;
  }

  @Override
  public VectorAgent create(SacConfig config, AgentContext context) {
    return new SacAgent(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(SacConfig config, SavedAgent saved) throws IOException {
    return Optional.of(
        new MeanPolicy(
            Actor.load(
                config, saved.spec(), saved.backend(), saved.folder().resolve(Actor.MODEL_FILE)),
            new ActionBox(saved.spec().box())));
  }

  @Override
  public Set<String> agentMetrics() {
    return SacMetrics.NAMES;
  }
}
