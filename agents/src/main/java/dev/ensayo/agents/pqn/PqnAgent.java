package dev.ensayo.agents.pqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * PQN: Q-learning over many copies of an environment that step together. In place of a replay
 * buffer it learns from what the copies have just lived through, in place of a target network it
 * normalizes the layers of its one network.
 *
 * <p>Paper: Gallici et al., "Simplifying deep temporal difference learning", 2024, algorithm 1 with
 * the λ-returns of section 4. Time limits bootstrap by default, terminations do not.
 */
public final class PqnAgent implements VectorAgent {
  private final PqnConfig config;
  private final long budgetSteps;
  private final int observationSize;
  private final PqnNetwork network;
  private final PqnLearner learner;
  private final Rollout rollout;
  private final LambdaReturns lambdaReturns;
  private final Policy evaluation;
  private final RandomStream exploration;
  private final MetricMeans.Mean epsilon;
  private final float[] values;
  private final float[] lastMaxima;
  private final float[] returns;
  private final float[] finalObservations;
  private long steps;

  public PqnAgent(PqnConfig given, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    SeedSequence seeds = context.seeds();
    this.config = given.fittedTo(process.observation());
    this.budgetSteps = context.budgetSteps();
    this.observationSize = process.observation().size();
    this.network = PqnNetwork.create(config, process, context.backend(), seeds.seed("network"));
    this.learner =
        new PqnLearner(
            config, network, observationSize, seeds.stream("minibatches"), context.means());
    int copies = config.copies();
    this.rollout = new Rollout(copies, config.steps(), observationSize);
    this.lambdaReturns = new LambdaReturns(config.discount(), config.lambda());
    this.evaluation = new GreedyValues(network);
    this.exploration = seeds.stream("exploration");
    this.epsilon = context.means().mean("train/epsilon");
    this.values = new float[copies * process.actions()];
    this.lastMaxima = new float[copies];
    this.returns = new float[config.transitions()];
    this.finalObservations = new float[copies * observationSize];
  }

  @Override
  public Policy evaluationPolicy() {
    return evaluation;
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(learner.updates());
  }

  /** A copy of the network's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return network.parameters();
  }

  /** Each copy's action is random with probability ε, else the one with the largest value. */
  @Override
  public void act(VectorEnvironment copies, ActionBatch actions) {
    rollout.observe(copies.observations());
    network.predict(copies.observations(), copies.count(), values);
    double share = config.epsilon().valueAt(steps, budgetSteps);
    int count = network.actions();
    for (int copy = 0; copy < copies.count(); copy++) {
      int best = ActionRows.argMax(values, copy, count);
      int action = exploration.nextDouble() < share ? exploration.nextInt(count) : best;
      rollout.act(copy, values[copy * count + best], action);
      actions.indices()[copy] = action;
    }
    epsilon.add(share);
  }

  @Override
  public void learn(VectorEnvironment copies, ActionBatch actions) {
    steps += copies.count();
    remember(copies);
    rollout.advance();
    if (rollout.isFull()) {
      maxima(copies.observations(), copies.count());
      for (int copy = 0; copy < copies.count(); copy++) {
        lastMaxima[copy] = maximum(copy);
      }
      lambdaReturns.compute(rollout, lastMaxima, returns);
      long begun = steps - config.transitions();
      double share = config.learningRateAnnealing().factor(begun, budgetSteps);
      learner.learn(rollout, returns, steps, share);
      rollout.clear();
    }
  }

  /** Notes what came of the step; asks for the values of final observations where time ran out. */
  private void remember(VectorEnvironment copies) {
    int cut = 0;
    for (int copy = 0; copy < copies.count(); copy++) {
      if (config.timeLimits().cuts(copies, copy)) {
        int from = copy * observationSize;
        System.arraycopy(
            copies.finalObservations(),
            from,
            finalObservations,
            cut++ * observationSize,
            observationSize);
      } else if (copies.ended(copy)) {
        rollout.terminate(copy, copies.rewards()[copy]);
      } else {
        rollout.goOn(copy, copies.rewards()[copy]);
      }
    }
    if (cut > 0) {
      maxima(finalObservations, cut);
      rememberCut(copies);
    }
  }

  private void rememberCut(VectorEnvironment copies) {
    int row = 0;
    for (int copy = 0; copy < copies.count(); copy++) {
      if (config.timeLimits().cuts(copies, copy)) {
        rollout.truncate(copy, copies.rewards()[copy], maximum(row++));
      }
    }
  }

  private void maxima(float[] observations, int count) {
    network.predict(observations, count, values);
  }

  private float maximum(int row) {
    return values[row * network.actions() + ActionRows.argMax(values, row, network.actions())];
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    network.write(directory.resolve(PqnNetwork.MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("pqn");
    out.writeLong(steps);
    learner.saveState(out);
    rollout.saveState(out);
    exploration.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("pqn");
    steps = in.readLong();
    learner.loadState(in);
    rollout.loadState(in);
    exploration.loadState(in);
  }

  @Override
  public void close() {
    network.close();
  }
}
