package dev.ensayo.agents.dqn;

import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;

/** What a {@link DqnAgent} learns with: networks, what is remembered, and updates. */
interface Learning extends Stateful, AutoCloseable {
  /** Chooses while learning, but for ε. */
  Policy exploring();

  /** Chooses in tests. */
  Policy evaluation();

  /** What {@link #exploring} needs to go on in the middle of an episode. */
  Stateful acting();

  /** Takes the next transition. */
  void add(Transition transition);

  /** How many updates are to be made now. */
  int due();

  /**
   * Takes one gradient step.
   *
   * @param environmentStep environment steps taken so far
   * @throws dev.ensayo.core.training.TrainingFailedException if the loss is NaN or infinite
   */
  void update(long environmentStep);

  /** Moves the target network towards the online network, by {@code targetBlend}. */
  void updateTarget();

  /** Updates made so far. */
  long updates();

  /** A copy of the online network's parameters, in Deeplearning4j's order. */
  float[] parameters();

  /** Writes the online network. */
  void write(Path zip) throws IOException;

  @Override
  void close();
}
