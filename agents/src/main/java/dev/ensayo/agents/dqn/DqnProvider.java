package dev.ensayo.agents.dqn;

import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.ReinforcementAgentProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code dqn}. */
public final class DqnProvider implements ReinforcementAgentProvider<DqnConfig> {
  private static final long MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "dqn";
  }

  @Override
  public String summary() {
    return "Deep Q-network, with every part of Rainbow and Munchausen targets as settings.";
  }

  @Override
  public Class<DqnConfig> configType() {
    return DqnConfig.class;
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, DqnConfig config) {
    if (config.dueling() && process.actions() < 2) {
      return Support.no("dueling: with one action there is no advantage to learn");
    }
    if (config.memory().isPresent()) {
      config.memory().get().check(config);
      config.memory().get().memory().check(process);
      return Support.yes();
    }
    DqnConfig fitted = config.fittedTo(process.observation());
    TorsoSpec torso = fitted.network().orElseThrow();
    torso.checkIn(process.observation());
    torso.layers(config.activation(), config.initialization());
    return Support.yes();
  }

  @Override
  public DqnConfig fitted(DqnConfig config, EnvironmentSpec environment) {
    return config.fittedTo(((DecisionProcessSpec) environment).observation());
  }

  @Override
  public void check(
      DqnConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    long steps = budget.amount();
    long first = firstUpdate(config);
    if (first > steps) {
      throw new InvalidSettingException(
          "warmupSteps",
          String.format(
              Locale.ROOT,
              "leaves nothing to learn: the first update comes after %,d environment steps, the"
                  + " budget ends after %,d; give fewer, or a larger budget",
              first,
              steps));
    }
    ObservationSpec observation = ((DecisionProcessSpec) environment.spec()).observation();
    long bytes =
        config.memory().isPresent()
            ? config.memory().get().bytes(config, observation, steps)
            : config.replay().bytes(observation, steps);
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

  /** The first multiple of the update period at which there is enough to learn from. */
  private static long firstUpdate(DqnConfig config) {
    long ready =
        Math.max(
            config.warmupSteps(),
            config
                .memory()
                .map(memory -> memory.stepsBeforeFirst(config.nStep()))
                .orElseGet(
                    () -> config.replay().stepsBeforeFirst(config.batchSize(), config.nStep())));
    long period = config.updatePeriod();
    return (ready + period - 1) / period * period;
  }

  @Override
  public List<String> notes(DqnConfig config, Budget budget) {
    return config.targetUpdatePeriod() > budget.amount()
        ? List.of(
            String.format(
                Locale.ROOT,
                "agent.targetUpdatePeriod (%,d environment steps) is longer than the budget (%,d):"
                    + " the target network never changes",
                config.targetUpdatePeriod(),
                budget.amount()))
        : List.of();
  }

  @Override
  public Agent create(DqnConfig config, AgentContext context) {
    return new DqnAgent(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(DqnConfig config, SavedAgent saved) throws IOException {
    return Optional.of(TrainedDqn.load(config, saved));
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of(
        "train/loss", "train/td_error", "train/q_mean", "train/grad_norm", "train/epsilon");
  }
}
