package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.memory.WindowSize;
import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * An actor-critic network that remembers. It learns by truncated backpropagation through time over
 * the windows of a rollout, from the state that was remembered where a window began; where an
 * episode begins inside of one, everything is forgotten and no gradient goes back. Policy and value
 * have recurrent layers of their own, or share them.
 *
 * <p>Papers: Williams and Peng, "An efficient gradient-based algorithm for on-line training of
 * recurrent network trajectories", 1990; Mnih et al., "Asynchronous methods for deep reinforcement
 * learning", 2016, section 5 (an LSTM in an actor-critic); Ni, Eysenbach and Salakhutdinov,
 * "Recurrent model-free RL can be a strong baseline for many POMDPs", 2022 (layers of their own).
 */
public final class RecurrentActorCritic implements ActorCritic {
  private static final String VALUE_FILE = "value.zip";
  private static final String DEVIATIONS_FILE = "log-std.zip";

  private final Heads heads;
  private final RecurrentPart policy;
  private final Optional<RecurrentPart> critic;
  private final Optional<LogDeviations> deviations;
  private final int largestRows;
  private final RecurrentHeads outputs;
  private final FitResult ofPolicy = new FitResult();
  private final FitResult ofValue = new FitResult();

  private RecurrentActorCritic(
      Heads heads,
      RecurrentPart policy,
      Optional<RecurrentPart> critic,
      Optional<LogDeviations> deviations,
      int largestRows) {
    this.heads = heads;
    this.policy = policy;
    this.critic = critic;
    this.deviations = deviations;
    this.largestRows = largestRows;
    this.outputs = new RecurrentHeads(heads, deviations, largestRows);
  }

  /**
   * A freshly initialized network.
   *
   * @param spec whose weights, updater and limits are used
   * @param steps T of a rollout, a multiple of the window
   * @param copies N of a rollout
   * @param seed of the initial weights
   * @param sequences the most rows or windows that will be given at once
   */
  public static RecurrentActorCritic create(
      ActorCriticSpec spec,
      Memory memory,
      DecisionProcessSpec process,
      BackendConfig backend,
      int steps,
      int copies,
      long seed,
      int sequences) {
    Heads heads = new Heads(ActionDistribution.of(process.action()), true);
    WindowSize largest = new WindowSize(sequences, memory.window());
    int parameters = heads.distribution().parameters();
    int[] widths = spec.sharedTorso() ? new int[] {parameters + 1} : new int[] {parameters, 1};
    RecurrentPart[] parts = new RecurrentPart[widths.length];
    for (int i = 0; i < parts.length; i++) {
      RecurrentNetwork network =
          RecurrentNetwork.create(
              spec.recurrent(memory, process.observation(), widths[i]),
              process.observation(),
              backend,
              seed + i,
              largest);
      parts[i] = new RecurrentPart(network, largest, copies).learning(steps, copies);
    }
    return new RecurrentActorCritic(
        heads,
        parts[0],
        spec.sharedTorso() ? Optional.empty() : Optional.of(parts[1]),
        heads.distribution().hasDeviations()
            ? Optional.of(LogDeviations.create(spec, parameters, backend))
            : Optional.empty(),
        largest.rows());
  }

  /**
   * A trained policy, which acts.
   *
   * @param zip that {@link #write} wrote
   * @param shared whether the value is put out with it
   * @param sequences the most rows that will be given at once
   * @throws IOException if the file cannot be read or is not of such a network
   */
  public static RecurrentActorCritic load(
      Path zip, boolean shared, DecisionProcessSpec process, BackendConfig backend, int sequences)
      throws IOException {
    Heads heads = new Heads(ActionDistribution.of(process.action()), shared);
    int width = heads.distribution().parameters() + (shared ? 1 : 0);
    WindowSize largest = new WindowSize(sequences, 1);
    RecurrentNetwork network =
        RecurrentNetwork.load(zip, process.observation(), width, backend, largest);
    return new RecurrentActorCritic(
        heads,
        new RecurrentPart(network, largest, 1),
        Optional.empty(),
        heads.distribution().hasDeviations()
            ? Optional.of(LogDeviations.load(zip.resolveSibling(DEVIATIONS_FILE), backend))
            : Optional.empty(),
        largest.rows());
  }

  @Override
  public ActorCritic apart() {
    return new RecurrentActorCritic(
        heads, policy.apart(), critic.map(RecurrentPart::apart), deviations, largestRows);
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public void beginEpisode(int row) {
    policy.begin(row);
    critic.ifPresent(own -> own.begin(row));
  }

  @Override
  public float[][] act(float[] observations, int count) {
    critic.ifPresent(own -> outputs.value(own.act(observations, count), count));
    return outputs.policy(policy.act(observations, count), policy.width(), count);
  }

  @Override
  public void values(float[] observations, int[] rows, int count, float[] values) {
    float[] found =
        critic.isPresent()
            ? outputs.value(critic.get().peek(observations, rows, count), count)
            : heads.values(
                outputs.policy(policy.peek(observations, rows, count), policy.width(), count));
    System.arraycopy(found, 0, values, 0, count);
  }

  /** The loss's policy and value; the norm is over all parameters. */
  @Override
  public void update(Minibatch batch, OutputLoss loss, FitResult result) {
    OutputLoss joined = outputs.lossOfPolicy(loss, policy.width());
    if (critic.isEmpty()) {
      policy.fit(batch, joined, result);
      return;
    }
    // The policy's step is taken in the middle of the value's, when both outputs are known.
    critic
        .get()
        .fit(
            batch,
            (values, rows, gradients) -> {
              outputs.value(values[0], rows);
              policy.fit(batch, joined, ofPolicy);
              outputs.copyValueGradient(gradients[0], rows);
              return ofPolicy.loss();
            },
            ofValue);
    result.set(ofPolicy.loss(), Math.hypot(ofPolicy.gradientNorm(), ofValue.gradientNorm()));
  }

  @Override
  public void setLearningRate(double learningRate) {
    policy.network().setLearningRate(learningRate);
    critic.ifPresent(own -> own.network().setLearningRate(learningRate));
    deviations.ifPresent(own -> own.setLearningRate(learningRate));
  }

  /** Those of the policy, the value's own and the logarithms of standard deviations. */
  @Override
  public float[] parameters() {
    float[] all = policy.network().parameters();
    all = append(all, critic.map(own -> own.network().parameters()).orElse(new float[0]));
    return append(all, deviations.map(LogDeviations::parameters).orElse(new float[0]));
  }

  private static float[] append(float[] before, float[] after) {
    float[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    return all;
  }

  /** Writes the policy; what is not in its network goes to zips beside it. */
  @Override
  public void write(Path zip) throws IOException {
    policy.network().write(zip);
    if (critic.isPresent()) {
      critic.get().network().write(zip.resolveSibling(VALUE_FILE));
    }
    if (deviations.isPresent()) {
      deviations.get().write(zip.resolveSibling(DEVIATIONS_FILE));
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("recurrent actor-critic");
    policy.saveState(out);
    if (critic.isPresent()) {
      critic.get().saveState(out);
    }
    if (deviations.isPresent()) {
      deviations.get().saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("recurrent actor-critic");
    policy.loadState(in);
    if (critic.isPresent()) {
      critic.get().loadState(in);
    }
    if (deviations.isPresent()) {
      deviations.get().loadState(in);
    }
  }

  @Override
  public void close() {
    policy.network().close();
    critic.ifPresent(own -> own.network().close());
    deviations.ifPresent(LogDeviations::close);
  }
}
