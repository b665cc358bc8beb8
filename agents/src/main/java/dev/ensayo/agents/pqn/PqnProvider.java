package dev.ensayo.agents.pqn;

import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorAgentProvider;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code pqn}. */
public final class PqnProvider implements VectorAgentProvider<PqnConfig> {
  @Override
  public String name() {
    return "pqn";
  }

  @Override
  public String summary() {
    return "Q-learning over many copies of an environment, without replay or target network.";
  }

  @Override
  public Class<PqnConfig> configType() {
    return PqnConfig.class;
  }

  @Override
  public int copies(PqnConfig config) {
    return config.copies();
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, PqnConfig config) {
    config.fittedTo(process.observation()).network().orElseThrow().checkIn(process.observation());
    return Support.yes();
  }

  @Override
  public PqnConfig fitted(PqnConfig config, EnvironmentSpec environment) {
    return config.fittedTo(((DecisionProcessSpec) environment).observation());
  }

  @Override
  public void check(
      PqnConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    if (config.transitions() > budget.amount()) {
      throw new InvalidSettingException(
          "steps",
          String.format(
              Locale.ROOT,
              "leaves nothing to learn: the first update comes after copies × steps = %,d"
                  + " environment steps, the budget ends after %,d; give fewer, or a larger budget",
              config.transitions(),
              budget.amount()));
    }
  }

  @Override
  public VectorAgent create(PqnConfig config, AgentContext context) {
    return new PqnAgent(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(PqnConfig config, SavedAgent saved) throws IOException {
    PqnConfig fitted = config.fittedTo(saved.spec().observation());
    return Optional.of(
        new GreedyValues(
            PqnNetwork.load(
                fitted,
                saved.spec(),
                saved.backend(),
                saved.folder().resolve(PqnNetwork.MODEL_FILE))));
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of(
        "train/loss",
        "train/td_error",
        "train/q_mean",
        "train/grad_norm",
        "train/epsilon",
        "train/learning_rate");
  }
}
