package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.memory.RowStates;
import dev.ensayo.agents.memory.WindowSize;
import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An actor-critic network that remembers: policy and value are linear in the same recurrent layers.
 * It learns by truncated backpropagation through time over the windows of a rollout, from the state
 * that was remembered where a window began; where an episode begins inside of one, everything is
 * forgotten and no gradient goes back.
 *
 * <p>Paper: Williams and Peng, "An efficient gradient-based algorithm for on-line training of
 * recurrent network trajectories", 1990; Mnih et al., "Asynchronous methods for deep reinforcement
 * learning", 2016, section 5 (an LSTM in an actor-critic).
 */
public final class RecurrentActorCritic implements ActorCritic {
  private static final String DEVIATIONS_FILE = "log-std.zip";

  private final RecurrentNetwork network;
  private final Optional<LogDeviations> deviations;
  private final Heads heads;
  private final WindowSize largest;
  private final RowStates rows;
  private final JoinedOutput joined;
  private final float[] outputs;
  private Optional<WindowStarts> starts = Optional.empty();
  private SequenceState learned;

  private RecurrentActorCritic(
      RecurrentNetwork network,
      Optional<LogDeviations> deviations,
      Heads heads,
      WindowSize largest,
      int copies) {
    this.network = network;
    this.deviations = deviations;
    this.heads = heads;
    this.largest = largest;
    this.rows = new RowStates(network, copies);
    this.joined = new JoinedOutput(heads, deviations, largest.rows());
    this.outputs = new float[largest.sequences() * network.outputSize()];
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
    RecurrentActorCritic created =
        new RecurrentActorCritic(
            RecurrentNetwork.create(
                spec.recurrent(memory, process.observation(), JoinedOutput.width(heads)),
                process.observation(),
                backend,
                seed,
                largest),
            heads.distribution().hasDeviations()
                ? Optional.of(
                    LogDeviations.create(spec, heads.distribution().parameters(), backend))
                : Optional.empty(),
            heads,
            largest,
            copies);
    created.starts =
        Optional.of(new WindowStarts(steps, memory.window(), copies, created.rows.size()));
    return created;
  }

  /**
   * A trained network, which acts.
   *
   * @param zip that {@link #write} wrote
   * @param sequences the most rows that will be given at once
   * @throws IOException if the file cannot be read or is not of such a network
   */
  public static RecurrentActorCritic load(
      Path zip, DecisionProcessSpec process, BackendConfig backend, int sequences)
      throws IOException {
    Heads heads = new Heads(ActionDistribution.of(process.action()), true);
    WindowSize largest = new WindowSize(sequences, 1);
    RecurrentNetwork network =
        RecurrentNetwork.load(
            zip, process.observation(), JoinedOutput.width(heads), backend, largest);
    return new RecurrentActorCritic(
        network,
        heads.distribution().hasDeviations()
            ? Optional.of(LogDeviations.load(zip.resolveSibling(DEVIATIONS_FILE), backend))
            : Optional.empty(),
        heads,
        largest,
        1);
  }

  @Override
  public ActorCritic apart() {
    return new RecurrentActorCritic(network, deviations, heads, largest, 1);
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public void beginEpisode(int row) {
    rows.begin(row);
  }

  @Override
  public float[][] act(float[] observations, int count) {
    starts.ifPresent(kept -> kept.step(rows.values()));
    rows.step(observations, count, outputs);
    return joined.split(outputs, count);
  }

  @Override
  public void values(float[] observations, int[] followed, int count, float[] values) {
    rows.peek(observations, followed, count, outputs);
    System.arraycopy(heads.values(joined.split(outputs, count)), 0, values, 0, count);
  }

  @Override
  public void update(Minibatch batch, OutputLoss loss, FitResult result) {
    int windows = batch.size() / largest.steps();
    if (learned == null || learned.sequences() != windows) {
      learned = network.newState(windows);
    }
    WindowStarts kept = starts.orElseThrow();
    for (int w = 0; w < windows; w++) {
      kept.copy(batch.items()[w], learned.values(), w * learned.size());
    }
    network.fit(
        batch.observations(),
        null,
        batch.begins(),
        largest.steps(),
        learned,
        joined.of(loss),
        result);
    joined.updateDeviations(batch.size());
  }

  @Override
  public void setLearningRate(double learningRate) {
    network.setLearningRate(learningRate);
    deviations.ifPresent(own -> own.setLearningRate(learningRate));
  }

  /** Those of the network, and then the logarithms of standard deviations. */
  @Override
  public float[] parameters() {
    float[] own = network.parameters();
    float[] more = deviations.map(LogDeviations::parameters).orElse(new float[0]);
    float[] all = new float[own.length + more.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    return all;
  }

  /** Writes the logarithms of standard deviations, where there are some, to a zip beside it. */
  @Override
  public void write(Path zip) throws IOException {
    network.write(zip);
    if (deviations.isPresent()) {
      deviations.get().write(zip.resolveSibling(DEVIATIONS_FILE));
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("recurrent actor-critic");
    network.saveState(out);
    rows.saveState(out);
    starts.orElseThrow().saveState(out);
    if (deviations.isPresent()) {
      deviations.get().saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("recurrent actor-critic");
    network.loadState(in);
    rows.loadState(in);
    starts.orElseThrow().loadState(in);
    if (deviations.isPresent()) {
      deviations.get().loadState(in);
    }
  }

  @Override
  public void close() {
    network.close();
    deviations.ifPresent(LogDeviations::close);
  }
}
