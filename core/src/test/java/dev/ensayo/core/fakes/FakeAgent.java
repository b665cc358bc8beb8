package dev.ensayo.core.fakes;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Acts at random and keeps, for every whole number it may see first in an observation and every
 * action, a running mean of the reward; greedy by these when evaluated. Its metrics depend on every
 * random number it drew and every transition it saw, so that a state lost on the way to a
 * checkpoint and back shows.
 *
 * <p>Metrics: {@code train/reward}, {@code train/visits} (means), {@code fake/transitions} (at each
 * evaluation).
 */
public final class FakeAgent implements Agent {
  private static final int MOST_STATES = 1000;

  private final FakeAgentConfig config;
  private final AgentContext context;
  private final RandomStream behavior;
  private final MetricMeans.Mean reward;
  private final MetricMeans.Mean visits;
  private final double[] values;
  private long transitions;
  private boolean closed;

  public FakeAgent(FakeAgentConfig config, AgentContext context) {
    this.config = config;
    this.context = context;
    this.behavior = context.seeds().stream("behavior");
    this.reward = context.means().mean("train/reward");
    this.visits = context.means().mean("train/visits");
    this.values = new double[MOST_STATES * context.spec().actions()];
  }

  @Override
  public Policy behaviorPolicy() {
    return observation -> behavior.nextInt(context.spec().actions());
  }

  @Override
  public Policy evaluationPolicy() {
    return observation -> {
      int best = 0;
      for (int a = 1; a < context.spec().actions(); a++) {
        if (values[index(observation, a)] > values[index(observation, best)]) {
          best = a;
        }
      }
      return best;
    };
  }

  private int index(float[] observation, int action) {
    return ((int) observation[0]) * context.spec().actions() + action;
  }

  @Override
  public void onTransition(Transition transition) {
    transitions++;
    int at = index(transition.observation(), transition.action());
    values[at] += config.learningRate() * (transition.reward() - values[at]);
    reward.add(transition.reward() + 1e-3 * behavior.nextDouble());
    visits.add(values[at]);
  }

  @Override
  public void onEvaluation(long environmentStep) {
    context
        .metrics()
        .record(Clock.ENVIRONMENT_STEP, environmentStep, "fake/transitions", (double) transitions);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    Files.writeString(directory.resolve("model.txt"), config.nickname() + " " + transitions + "\n");
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("fake-agent");
    out.writeLong(transitions);
    out.writeDoubles(values);
    behavior.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("fake-agent");
    transitions = in.readLong();
    in.readDoubles(values);
    behavior.loadState(in);
  }
}
