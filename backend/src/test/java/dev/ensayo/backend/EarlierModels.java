package dev.ensayo.backend;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The models whose zips and checkpoints lie in {@code earlier/}: what they are, how they were
 * trained before they were written, and what is measured of them afterwards. {@link #main}, run in
 * the state of commit 1f3477c, wrote the files.
 */
final class EarlierModels {
  static final int BATCH = 4;
  static final int SEQUENCES = 3;
  static final int STEPS = 5;
  private static final int VOCABULARY = 7;

  /** Gradient steps before a model is written. */
  private static final int BEFORE = 5;

  /** Gradient steps that are measured. */
  private static final int AFTER = 5;

  private EarlierModels() {}

  /** Three dense layers with Adam and a penalty. */
  static NetworkSpec chain() {
    return new NetworkSpec(
        4,
        List.of(
            dense("{units: 16, activation: relu}"),
            dense("{units: 12, activation: tanh}"),
            DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER)),
        Loss.SQUARED_ERROR,
        Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2}"),
        Settings.of(Regularization.class, "{l2: 1e-3}"),
        GradientClipping.none());
  }

  /** Convolutions with normalization and a connection past them, with momentum. */
  static NetworkSpec graph() {
    return new NetworkSpec(
        List.of(2, 6, 6),
        List.of(
            Settings.of(ConvolutionSpec.class, "{filters: 4, kernel: 3, padding: same}"),
            ResidualSpec.of(4, 1),
            ResidualSpec.of(5, 2),
            new GlobalPoolingSpec(PoolingKind.MEAN),
            DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER)),
        Loss.SQUARED_ERROR,
        Settings.of(UpdaterSpec.Nesterovs.class, "{learningRate: 1e-2}"),
        Regularization.none(),
        GradientClipping.none());
  }

  /** A language model whose learning rate goes down with a cosine. */
  static SequenceNetworkSpec lstm() {
    return new SequenceNetworkSpec(
        VOCABULARY,
        6,
        List.of(Settings.of(RecurrentSpec.Lstm.class, "{units: 9}")),
        0,
        Settings.of(
            UpdaterSpec.Adam.class,
            "{learningRate: 2e-2, schedule: {type: cosine, updates: 12, rest: 0.1}}"),
        Regularization.none(),
        GradientClipping.none());
  }

  private static DenseSpec dense(String text) {
    return Settings.of(DenseSpec.class, text);
  }

  /** What is measured: outputs, the losses of some steps, and what they make of the parameters. */
  static double[] measure(Model model) {
    float[] outputs = new float[BATCH * model.outputSize()];
    model.predict(waves(1, BATCH * model.inputSize()), BATCH, outputs);
    double[] all = new double[outputs.length + AFTER + 2];
    for (int i = 0; i < outputs.length; i++) {
      all[i] = outputs[i];
    }
    System.arraycopy(train(model, BEFORE, AFTER), 0, all, outputs.length, AFTER);
    sums(model.parameters(), all);
    return all;
  }

  /** {@link #measure(Model)} of a model of sequences, from a state of zeros. */
  static double[] measure(SequenceModel model) {
    SequenceState state = model.newState(SEQUENCES);
    float[] outputs = new float[SEQUENCES * STEPS * VOCABULARY];
    model.predict(tokens(BEFORE), STEPS, state, outputs);
    double[] all = new double[outputs.length + AFTER + 2];
    for (int i = 0; i < outputs.length; i++) {
      all[i] = outputs[i];
    }
    System.arraycopy(train(model, state, BEFORE, AFTER), 0, all, outputs.length, AFTER);
    sums(model.parameters(), all);
    return all;
  }

  private static void sums(float[] parameters, double[] all) {
    for (float parameter : parameters) {
      all[all.length - 2] += parameter;
      all[all.length - 1] += parameter * parameter;
    }
  }

  private static double[] train(Model model, int from, int steps) {
    FitResult result = new FitResult();
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      float[] inputs = waves(from + i + 2, BATCH * model.inputSize());
      float[] targets = waves(from + i + 100, BATCH * model.outputSize());
      model.fit(inputs, targets, null, BATCH, result);
      losses[i] = result.loss();
    }
    return losses;
  }

  private static double[] train(SequenceModel model, SequenceState state, int from, int steps) {
    FitResult result = new FitResult();
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      SequenceWindow window = new SequenceWindow().steps(STEPS, 4);
      model.fit(window.tokens(tokens(from + i)).targets(tokens(from + i + 100)), state, result);
      losses[i] = result.loss();
    }
    return losses;
  }

  private static float[] waves(int frequency, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(0.1 + frequency * (i + 1));
    }
    return values;
  }

  private static int[] tokens(int start) {
    int[] tokens = new int[SEQUENCES * STEPS];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = (start + i * i + i) % VOCABULARY;
    }
    return tokens;
  }

  /**
   * Writes a zip and a checkpoint of each model, and what is measured of it.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    BackendConfig engine = Settings.of(BackendConfig.class, "{engine: compiled}");
    try (Writer text = Files.newBufferedWriter(folder.resolve("measured.txt"));
        Model chain = Models.create(chain(), engine, 1, BATCH);
        Model graph = Models.create(graph(), engine, 2, BATCH);
        SequenceModel lstm = SequenceModels.create(lstm(), engine, 3, SEQUENCES, STEPS)) {
      train(chain, 0, BEFORE);
      chain.write(folder.resolve("chain.zip"));
      save(chain, folder.resolve("chain.state"));
      line(text, "chain", measure(chain));
      train(graph, 0, BEFORE);
      graph.write(folder.resolve("graph.zip"));
      save(graph, folder.resolve("graph.state"));
      line(text, "graph", measure(graph));
      train(lstm, lstm.newState(SEQUENCES), 0, BEFORE);
      lstm.write(folder.resolve("lstm.zip"));
      save(lstm, folder.resolve("lstm.state"));
      line(text, "lstm", measure(lstm));
    }
  }

  private static void save(Stateful model, Path file) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file)) {
      StateWriter out = new StateWriter(bytes);
      model.saveState(out);
      out.flush();
    }
  }

  private static void line(Writer text, String name, double[] values) throws IOException {
    text.write(name);
    for (double value : values) {
      text.write(" " + value);
    }
    text.write("\n");
  }
}
