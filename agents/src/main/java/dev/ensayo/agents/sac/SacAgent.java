package dev.ensayo.agents.sac;

import dev.ensayo.agents.replay.Experience;
import dev.ensayo.agents.replay.NStepAccumulator;
import dev.ensayo.agents.replay.TransitionBatch;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * SAC: a stochastic policy that learns from replayed experience through two critics, and is paid
 * for its entropy.
 *
 * <p>Paper: Haarnoja et al., "Soft actor-critic algorithms and applications", 2018
 * (arXiv:1812.05905), algorithm 1. Time limits bootstrap, terminations do not.
 */
public final class SacAgent implements VectorAgent {
  private final SacConfig config;
  private final ActionBox box;
  private final Actor actor;
  private final Critics critics;
  private final SacLearner learner;
  private final Experience experience;
  private final TransitionBatch batch;
  private final Policy evaluation;
  private final RandomStream exploration;
  private final RandomStream noise;
  private final SquashedGaussian behavior;
  private final CopiesTransition transition;
  private final float[] outputs;
  private long steps;

  public SacAgent(SacConfig config, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    SeedSequence seeds = context.seeds();
    this.config = config;
    this.box = new ActionBox(process.box());
    int observationSize = process.observation().size();
    SeedSequence networks = seeds.child("networks");
    this.actor = Actor.create(config, process, context.backend(), networks.seed("actor"));
    this.critics = new Critics(config, process, context.backend(), networks.child("critics"));
    this.noise = seeds.stream("noise");
    this.learner =
        new SacLearner(
            config,
            actor,
            critics,
            new Temperature(config.temperature(), box.size(), config.updater().learningRate()),
            noise,
            context.means());
    this.experience =
        config
            .replay()
            .create(
                config.batchSize(),
                process.observation(),
                new NStepAccumulator(1, config.discount(), box.size()),
                context.budgetSteps(),
                seeds.stream("replay"));
    this.batch = new TransitionBatch(config.batchSize(), observationSize, box.size());
    this.evaluation = new MeanPolicy(actor, box);
    this.exploration = seeds.stream("exploration");
    this.behavior = new SquashedGaussian(config.copies(), box.size());
    this.transition = new CopiesTransition(config.copies(), observationSize, box.size());
    this.outputs = new float[config.copies() * 2 * box.size()];
  }

  @Override
  public Policy evaluationPolicy() {
    return evaluation;
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(learner.updates());
  }

  /** A copy of the policy's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return actor.model().parameters();
  }

  /** Before the first update uniformly random, then drawn from the policy. */
  @Override
  public void act(VectorEnvironment copies, ActionBatch actions) {
    int count = copies.count();
    float[] squashed;
    if (steps < config.warmupSteps()) {
      squashed = transition.actions();
      for (int i = 0; i < squashed.length; i++) {
        squashed[i] = (float) exploration.nextDouble(-1, 1);
      }
    } else {
      actor.predict(copies.observations(), count, outputs);
      behavior.sample(outputs, count, exploration);
      squashed = behavior.actions();
    }
    transition.begin(copies.observations(), squashed);
    box.fill(squashed, count, actions.values());
  }

  @Override
  public void learn(VectorEnvironment copies, ActionBatch actions) {
    for (int copy = 0; copy < copies.count(); copy++) {
      Transition of = transition.complete(copies, copy);
      experience.add(of);
    }
    long before = steps;
    steps += copies.count();
    for (long due = due(steps) - due(before); due > 0; due--) {
      experience.sample(batch, steps);
      learner.update(batch, steps);
      experience.reportTdErrors(batch, learner.errors());
    }
  }

  /** Updates that so many steps ask for, from the first on. */
  private long due(long afterSteps) {
    long period = config.updatePeriod();
    long early = (config.warmupSteps() - 1) / period;
    return Math.max(0, afterSteps / period - early) * config.updatesPerPeriod();
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    actor.write(directory.resolve(Actor.MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("sac");
    out.writeLong(steps);
    learner.saveState(out);
    experience.saveState(out);
    exploration.saveState(out);
    noise.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("sac");
    steps = in.readLong();
    learner.loadState(in);
    experience.loadState(in);
    exploration.loadState(in);
    noise.loadState(in);
  }

  @Override
  public void close() {
    actor.close();
    critics.close();
  }
}
