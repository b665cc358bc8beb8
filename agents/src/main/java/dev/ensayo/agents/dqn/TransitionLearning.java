package dev.ensayo.agents.dqn;

import dev.ensayo.agents.replay.Experience;
import dev.ensayo.agents.replay.NStepAccumulator;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;

/** Learning from single transitions, or n-step items, with a network that remembers nothing. */
final class TransitionLearning implements Learning {
  private final QNetworks networks;
  private final DqnLearner learner;
  private final Experience experience;
  private final NoisyPolicy noisy;
  private final Policy evaluation;
  private final Policy exploring;

  /**
   * @param config fitted to the process
   */
  TransitionLearning(DqnConfig config, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    ObservationSpec observation = process.observation();
    SeedSequence seeds = context.seeds();
    this.experience =
        config
            .replay()
            .create(
                config.batchSize(),
                observation,
                new NStepAccumulator(config.nStep(), config.discount()),
                context.budgetSteps(),
                seeds.stream("replay"));
    int largestBatch = DqnAgent.largestBatch(experience.batchSize());
    long seed = seeds.seed("network");
    QNetwork online = QNetwork.create(config, process, context.backend(), seed, largestBatch);
    this.networks =
        new QNetworks(
            online,
            QNetwork.create(config, process, context.backend(), seed, largestBatch),
            seeds.child("noise").stream("learning"));
    this.learner =
        new DqnLearner(config, networks, experience, observation.size(), context.means());
    this.evaluation = new GreedyPolicy(online, largestBatch);
    this.noisy = new NoisyPolicy(online, evaluation, seeds.child("noise").stream("acting"));
    this.exploring = config.noisy() ? noisy : evaluation;
  }

  @Override
  public Policy exploring() {
    return exploring;
  }

  @Override
  public Policy evaluation() {
    return evaluation;
  }

  @Override
  public Stateful acting() {
    return noisy;
  }

  @Override
  public void add(Transition transition) {
    experience.add(transition);
  }

  @Override
  public int due() {
    return learner.due();
  }

  @Override
  public void update(long environmentStep) {
    learner.update(environmentStep);
  }

  @Override
  public void updateTarget() {
    learner.updateTarget();
  }

  @Override
  public long updates() {
    return learner.updates();
  }

  @Override
  public float[] parameters() {
    return networks.online().parameters();
  }

  @Override
  public void write(Path zip) throws IOException {
    networks.online().write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    learner.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    learner.loadState(in);
  }

  @Override
  public void close() {
    networks.close();
  }
}
