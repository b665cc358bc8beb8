package dev.ensayo.agents.memory;

import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A recurrent network from observations to numbers. Windows are time step after time step: row t·B
 * + b is step t of sequence b.
 */
public final class RecurrentNetwork extends AgentNetwork<SequenceModel> {
  private final ObservationEncoder rows;
  private final ObservationEncoder windows;
  private final SequenceWindow window = new SequenceWindow();

  private RecurrentNetwork(ObservationSpec observation, SequenceModel model, WindowSize largest) {
    super(model);
    this.rows = ObservationEncoder.of(observation, largest.sequences());
    this.windows = ObservationEncoder.of(observation, largest.rows());
  }

  /**
   * A freshly initialized network.
   *
   * @param seed of the initial weights
   * @param largest the largest window that will be given
   */
  public static RecurrentNetwork create(
      SequenceNetworkSpec spec,
      ObservationSpec observation,
      BackendConfig backend,
      long seed,
      WindowSize largest) {
    return new RecurrentNetwork(
        observation,
        SequenceModels.create(spec, backend, seed, largest.sequences(), largest.steps()),
        largest);
  }

  /**
   * A trained network, which acts.
   *
   * @param zip that {@link #write} wrote
   * @param outputs how many numbers it must put out
   * @param largest the largest window that will be given
   * @throws IOException if the file cannot be read or is not of such a network
   */
  public static RecurrentNetwork load(
      Path zip, ObservationSpec observation, int outputs, BackendConfig backend, WindowSize largest)
      throws IOException {
    SequenceModel model =
        SequenceModels.load(
            zip,
            SequenceInput.Kind.VECTORS,
            backend,
            0, // it draws no random numbers when it predicts
            largest.sequences(),
            largest.steps());
    RecurrentNetwork network = new RecurrentNetwork(observation, model, largest);
    int inputs = inputSize(observation);
    if (model.outputSize() != outputs || model.inputSize() != inputs) {
      network.close();
      throw new IOException(
          String.format(
              "%s is of %d inputs and %d outputs, not of %d and %d",
              zip, model.inputSize(), model.outputSize(), inputs, outputs));
    }
    return network;
  }

  /** Length of one encoded observation. */
  public static int inputSize(ObservationSpec observation) {
    return observation.isDiscrete() ? observation.states() : observation.size();
  }

  /** Length O of one output. */
  public int outputSize() {
    return model().outputSize();
  }

  /** A state of zeros. */
  public SequenceState newState(int sequences) {
    return model().newState(sequences);
  }

  /**
   * Takes one observation of each sequence in.
   *
   * @param observations {@code [B, F]}
   * @param state moves on
   * @param outputs receives {@code [B, O]}
   */
  public void step(float[] observations, SequenceState state, float[] outputs) {
    float[] inputs = rows.encode(observations, state.sequences());
    model().predict(window.steps(1).vectors(inputs).mask(null).resets(null), state, outputs);
  }

  /**
   * Takes a window in, learning nothing.
   *
   * @param observations {@code [T·B, F]}
   * @param mask 1 where there is an observation, else 0, {@code [T·B]}
   * @param state moves on
   * @param outputs receives {@code [T·B, O]}
   */
  public void unroll(
      float[] observations, float[] mask, int steps, SequenceState state, float[] outputs) {
    float[] inputs = windows.encode(observations, steps * state.sequences());
    model().predict(window.steps(steps).vectors(inputs).mask(mask).resets(null), state, outputs);
  }

  /**
   * Takes one gradient step on a window.
   *
   * @param observations {@code [T·B, F]}
   * @param mask 1 where there is an observation, else 0, {@code [T·B]}; null for all
   * @param resets 1 where an episode begins, before which everything is forgotten, else 0, {@code
   *     [T·B]}; null for nowhere
   * @param state of the window's start; moves on
   * @param loss of the outputs {@code [T·B, O]}, with a gradient of zeros where there is nothing
   * @param result receives the loss and the norm of the gradient
   */
  public void fit(
      float[] observations,
      float[] mask,
      float[] resets,
      int steps,
      SequenceState state,
      OutputLoss loss,
      FitResult result) {
    int count = steps * state.sequences();
    float[] inputs = windows.encode(observations, count);
    window.steps(steps).vectors(inputs).mask(mask).resets(resets);
    model().fit(window, state, loss, result);
  }

  /** The learning rate from the next step on, in place of any schedule; positive. */
  public void setLearningRate(double learningRate) {
    model().setLearningRate(learningRate);
  }

  /** θ ← (1 − τ)·θ + τ·θ of {@code source}. */
  public void moveTowards(RecurrentNetwork source, double tau) {
    if (tau == 1) {
      model().copyParametersFrom(source.model());
    } else {
      model().blendParametersFrom(source.model(), tau);
    }
  }
}
