package dev.ensayo.agents.dqn;

import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.agents.replay.SequenceReplay;
import dev.ensayo.agents.replay.WindowShape;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Learning from windows of episodes with a network that remembers.
 *
 * <p>Paper: Kapturowski et al., "Recurrent experience replay in distributed reinforcement
 * learning", 2019.
 */
final class WindowLearning implements Learning {
  private final DqnConfig config;
  private final RecurrentNetwork online;
  private final RecurrentNetwork target;
  private final SequenceReplay replay;
  private final WindowLearner learner;
  private final RecurrentGreedyPolicy exploring;
  private final RecurrentGreedyPolicy evaluation;

  /**
   * @param config fitted to the process
   */
  WindowLearning(DqnConfig config, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    WindowShape shape = config.memory().orElseThrow().shape(config.nStep());
    long seed = context.seeds().seed("network");
    this.config = config;
    this.online = RecurrentQ.create(config, process, context.backend(), seed);
    this.target = RecurrentQ.create(config, process, context.backend(), seed);
    target.moveTowards(online, 1);
    this.replay =
        ((BufferSpec) config.replay())
            .createSequences(
                shape,
                config.discount(),
                process.observation(),
                online.newState(1).size(),
                context.budgetSteps(),
                context.seeds().stream("replay"));
    this.learner =
        new WindowLearner(
            config, online, target, replay, process.observation().size(), context.means());
    this.exploring = new RecurrentGreedyPolicy(online);
    this.evaluation = new RecurrentGreedyPolicy(online);
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
    return exploring;
  }

  @Override
  public void add(Transition transition) {
    replay.add(transition, exploring.remembered());
  }

  @Override
  public int due() {
    return replay.size() == 0 ? 0 : config.updatesPerPeriod();
  }

  @Override
  public void update(long environmentStep) {
    learner.update(environmentStep);
  }

  @Override
  public void updateTarget() {
    target.moveTowards(online, config.targetBlend());
  }

  @Override
  public long updates() {
    return learner.updates();
  }

  @Override
  public float[] parameters() {
    return online.parameters();
  }

  @Override
  public void write(Path zip) throws IOException {
    online.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("window learning");
    online.saveState(out);
    target.saveState(out);
    replay.saveState(out);
    learner.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("window learning");
    online.loadState(in);
    target.loadState(in);
    replay.loadState(in);
    learner.loadState(in);
  }

  @Override
  public void close() {
    online.close();
    target.close();
  }
}
