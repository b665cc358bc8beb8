package dev.ensayo.agents.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A window with episodes that begin inside of it, from a stored state, with a burn-in and without,
 * beside what PyTorch computes of it. The output layer is the identity, and one step of plain
 * descent with η = 1 shows the gradient.
 */
class PytorchWindowTest {
  private static final int STEPS = 10;
  private static final int SEQUENCES = 2;
  private static final int INPUTS = 3;
  private static final int UNITS = 4;
  private static final WindowSize WINDOW = new WindowSize(SEQUENCES, STEPS);
  private static final ObservationSpec OBSERVATION = ObservationSpec.continuous(INPUTS);

  /**
   * Parameters in Deeplearning4j's order, column by column: a column of the input weights is a row
   * of PyTorch's.
   *
   * @param weightInput {@code [G·U, F]}, and so on for all of them
   */
  private static float[] parameters(
      String cell, double[] weightInput, double[] weightState, double[] bias, double[] more) {
    float[] all = new float[0];
    all = append(all, inOrder(cell, weightInput, INPUTS));
    all = append(all, inOrder(cell, weightState, UNITS));
    all = append(all, inOrder(cell, bias, 1));
    return cell.equals("gru") ? append(all, more) : all;
  }

  /** An LSTM's gates are i f g o in PyTorch and g f o i in Deeplearning4j. */
  private static double[] inOrder(String cell, double[] rows, int columns) {
    if (!cell.equals("lstm")) {
      return rows;
    }
    double[] found = new double[rows.length];
    int[] gates = {2, 1, 3, 0};
    int block = UNITS * columns;
    for (int g = 0; g < gates.length; g++) {
      System.arraycopy(rows, gates[g] * block, found, g * block, block);
    }
    return found;
  }

  private static float[] append(float[] before, double[] after) {
    float[] all = Arrays.copyOf(before, before.length + after.length);
    for (int i = 0; i < after.length; i++) {
      all[before.length + i] = (float) after[i];
    }
    return all;
  }

  /** The cell's, and those of an output layer that changes nothing. */
  private static float[] given(String cell, Fixture fixture) {
    double[] input = fixture.numbers("biasInput");
    double[] state = fixture.numbers("biasState");
    double[] bias = new double[input.length];
    for (int i = 0; i < bias.length; i++) {
      // The last quarter of a GRU's is inside of the reset.
      bias[i] = input[i] + (cell.equals("gru") && i >= 2 * UNITS ? 0 : state[i]);
    }
    double[] inside = cell.equals("gru") ? Arrays.copyOfRange(state, 2 * UNITS, 3 * UNITS) : null;
    float[] own =
        parameters(
            cell, fixture.numbers("weightInput"), fixture.numbers("weightState"), bias, inside);
    double[] output = new double[UNITS * UNITS + UNITS];
    for (int i = 0; i < UNITS; i++) {
      output[i * UNITS + i] = 1;
    }
    return append(own, output);
  }

  private static float[] gradient(String cell, Fixture gradients) {
    double[] state = gradients.numbers("biasState");
    return parameters(
        cell,
        gradients.numbers("weightInput"),
        gradients.numbers("weightState"),
        gradients.numbers("biasInput"),
        cell.equals("gru") ? Arrays.copyOfRange(state, 2 * UNITS, 3 * UNITS) : null);
  }

  private static RecurrentNetwork network(
      String cell, float[] parameters, BackendConfig backend, Path folder) throws IOException {
    Memory memory = Settings.of(Memory.class, "{cell: " + cell + ", units: " + UNITS + "}");
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            new SequenceInput.Vectors(INPUTS),
            memory.specs(Initialization.ZERO),
            0,
            SequenceOutput.numbers(UNITS, Loss.SQUARED_ERROR),
            Settings.of(UpdaterSpec.Sgd.class, "{learningRate: 1}"),
            Regularization.none(),
            GradientClipping.none());
    Path zip = folder.resolve("model.zip");
    try (RecurrentNetwork fresh = RecurrentNetwork.create(spec, OBSERVATION, backend, 1, WINDOW)) {
      fresh.write(zip);
    }
    MultiLayerNetwork library = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
    library.params().assign(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    ModelSerializer.writeModel(library, zip.toFile(), true);
    return RecurrentNetwork.load(zip, OBSERVATION, UNITS, backend, WINDOW);
  }

  @ParameterizedTest
  @CsvSource({"rnn, 0", "rnn, 1", "gru, 0", "gru, 1", "lstm, 0", "lstm, 1"})
  void outputsAndGradients(String cell, int number, @TempDir Path folder) throws IOException {
    Fixture file = Fixture.read(getClass(), "/dev/ensayo/agents/pytorch/recurrent_window.json");
    Fixture given = file.at(cell);
    Fixture expected = given.each("cases").get(number);
    float[] parameters = given(cell, given);
    BackendConfig backend = BackendConfig.defaults();
    int burnIn = (int) expected.number("burnIn");
    float[] upstream = file.floats("upstream");
    float[] found = new float[upstream.length];
    try (RecurrentNetwork network = network(cell, parameters, backend, folder)) {
      SequenceState state = stored(cell, given, network);
      act(network, state, file, burnIn, found);
      int from = burnIn * SEQUENCES;
      FitResult result = new FitResult();
      OutputLoss loss =
          (outputs, rows, gradients) -> {
            double sum = 0;
            for (int i = 0; i < rows * UNITS; i++) {
              found[from * UNITS + i] = outputs[0][i];
              gradients[0][i] = upstream[from * UNITS + i];
              sum += outputs[0][i] * upstream[from * UNITS + i];
            }
            return sum;
          };
      float[] inputs = file.floats("inputs");
      float[] resets = file.floats("resets");
      network.fit(
          Arrays.copyOfRange(inputs, from * INPUTS, inputs.length),
          null,
          Arrays.copyOfRange(resets, from, resets.length),
          STEPS - burnIn,
          state,
          loss,
          result);
      assertThat(result.loss()).isCloseTo(expected.number("loss"), within(1e-4));
      check("outputs", found, expected.numbers("outputs"));
      float[] after = network.parameters();
      float[] gradient = gradient(cell, expected.at("gradients"));
      double[] changes = new double[gradient.length];
      for (int i = 0; i < changes.length; i++) {
        changes[i] = (double) parameters[i] - after[i];
      }
      check("gradients", gradient, changes);
    }
  }

  /** An LSTM's state is what it puts out, and then its cells. */
  private static SequenceState stored(String cell, Fixture given, RecurrentNetwork network) {
    SequenceState state = network.newState(SEQUENCES);
    float[] output = given.floats("storedOutput");
    for (int b = 0; b < SEQUENCES; b++) {
      System.arraycopy(output, b * UNITS, state.values(), b * state.size(), UNITS);
      if (cell.equals("lstm")) {
        float[] cells = given.floats("storedCell");
        System.arraycopy(cells, b * UNITS, state.values(), b * state.size() + UNITS, UNITS);
      }
    }
    return state;
  }

  /** Takes the burn-in in step by step, as an agent that acts does. */
  private static void act(
      RecurrentNetwork network, SequenceState state, Fixture file, int burnIn, float[] found) {
    float[] inputs = file.floats("inputs");
    boolean[] resets = file.flags("resets");
    float[] outputs = new float[SEQUENCES * UNITS];
    for (int t = 0; t < burnIn; t++) {
      for (int b = 0; b < SEQUENCES; b++) {
        if (resets[t * SEQUENCES + b]) {
          state.reset(b);
        }
      }
      int from = t * SEQUENCES * INPUTS;
      network.step(Arrays.copyOfRange(inputs, from, from + SEQUENCES * INPUTS), state, outputs);
      System.arraycopy(outputs, 0, found, t * outputs.length, outputs.length);
    }
  }

  private static void check(String what, float[] found, double[] expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("%s %s", what, i).isCloseTo(expected[i], within(2e-5));
    }
  }
}
