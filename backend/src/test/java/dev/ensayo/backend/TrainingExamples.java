package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.gaussian;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A dense, a convolutional, a recurrent network and one that reads both ways on made-up batches,
 * each of a chosen size.
 */
final class TrainingExamples {
  /** A network in training. */
  interface Example extends AutoCloseable {
    /** Takes one step. */
    void step();

    float[] parameters();

    @Override
    void close();
  }

  private record Cell(@Setting("the recurrent layer") RecurrentSpec layer) {}

  static final List<String> KINDS =
      ImmutableList.of("dense", "convolution", "pixels", "recurrent", "bidirectional");

  private static final UpdaterSpec ADAM =
      Settings.of(UpdaterSpec.Adam.class, "{schedule: {type: cosine, updates: 1000000}}");
  private static final GradientClipping CLIPPING =
      new GradientClipping(OptionalDouble.of(1), OptionalDouble.empty());

  private TrainingExamples() {}

  /**
   * Makes one.
   *
   * @param kind of {@link #KINDS}
   * @param width of its layers
   * @param batch B
   */
  static Example of(String kind, int width, int batch, BackendConfig backend) {
    return switch (kind) {
      case "dense" ->
          feedForward(
              batch,
              backend,
              List.of(6),
              DenseSpec.of(width, Activation.RELU, Initialization.RELU),
              new DenseSpec(width, Activation.TANH, Initialization.XAVIER, 0.1));
      case "convolution" ->
          feedForward(
              batch,
              backend,
              List.of(2, 6, 6),
              ConvolutionSpec.of(width, 3, Activation.RELU, Initialization.RELU),
              new BatchNormalizationSpec(0.9, 1e-5, Activation.IDENTITY),
              PoolingSpec.of(PoolingKind.MAX, 2));
      case "pixels" ->
          trained(
              batch,
              backend,
              List.of(2, 6, 6),
              Loss.SOFTMAX_CROSS_ENTROPY,
              ConvolutionSpec.of(width, 3, Activation.RELU, Initialization.RELU),
              TransposedConvolutionSpec.of(3, 2, Activation.IDENTITY, Initialization.RELU),
              new PixelOutputSpec(Activation.SOFTMAX));
      case "recurrent" -> recurrent("units: " + width, batch, backend);
      default -> recurrent("bidirectional: true, units: " + width, batch, backend);
    };
  }

  private static Example feedForward(
      int batch, BackendConfig backend, List<Integer> input, LayerSpec... hidden) {
    LayerSpec[] layers = Arrays.copyOf(hidden, hidden.length + 1);
    layers[hidden.length] = DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER);
    return trained(batch, backend, input, Loss.HUBER, layers);
  }

  private static Example trained(
      int batch, BackendConfig backend, List<Integer> input, Loss loss, LayerSpec... layers) {
    NetworkSpec spec =
        new NetworkSpec(input, List.of(layers), loss, ADAM, Regularization.none(), CLIPPING);
    Model model = Models.create(spec, backend, 1, batch);
    RandomStream random = new SeedSequence(2).stream("batch");
    float[] inputs = gaussian(random, batch * spec.inputs());
    float[] targets = gaussian(random, batch * spec.outputs());
    FitResult result = new FitResult(new float[targets.length], new float[batch]);
    return new Example() {
      @Override
      public void step() {
        model.fit(inputs, targets, null, batch, result);
      }

      @Override
      public float[] parameters() {
        return model.parameters();
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  /** One that reads both ways has sequences of different lengths. */
  private static Example recurrent(String settings, int batch, BackendConfig backend) {
    int vocabulary = 9;
    int steps = 4;
    RecurrentSpec layer =
        Settings.of(Cell.class, "{layer: {type: lstm, " + settings + "}}").layer();
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            vocabulary, 0, List.of(layer), 0, ADAM, Regularization.none(), CLIPPING);
    SequenceModel model = SequenceModels.create(spec, backend, 1, batch, steps);
    SequenceState state = model.newState(batch);
    int[] tokens = new int[batch * steps];
    int[] targets = new int[batch * steps];
    float[] mask = layer.recurrence().bidirectional() ? new float[tokens.length] : null;
    for (int i = 0; i < tokens.length; i++) {
      if (mask != null) {
        mask[i] = i / batch <= i % batch % steps ? 1 : 0;
      }
      tokens[i] = (7 * i) % vocabulary;
      targets[i] = (5 * i + 2) % vocabulary;
    }
    FitResult result = new FitResult();
    return new Example() {
      @Override
      public void step() {
        model.fitWindow(tokens, targets, mask, steps, steps, state, result);
      }

      @Override
      public float[] parameters() {
        return model.parameters();
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }
}
