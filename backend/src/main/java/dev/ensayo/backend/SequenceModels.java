package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.configuration.NetworkZip;
import dev.ensayo.backend.configuration.PlainDescent;
import dev.ensayo.backend.configuration.SequenceConfigurations;
import dev.ensayo.backend.configuration.TransformerConfigurations;
import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.backend.engine.ChainNetwork;
import dev.ensayo.backend.engine.CompiledSequenceModel;
import dev.ensayo.backend.engine.DeeplearningSequenceModel;
import dev.ensayo.backend.engine.SequenceTraining;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Makes sequence models; the only way in.
 *
 * <p>Both engines do the same but for this. On {@code engine: deeplearning4j} the library's {@code
 * SimpleRnn} and {@code LSTM} leave a state of zero for a sequence that ends before its window
 * does, where the compiled engine leaves the last there was, and a step that is there after one
 * that is not is an {@link IllegalArgumentException}, as is a sequence without a step that is
 * learned from where the output is that of the last. The loss that a step reports is without the
 * dropout of the output layer, and {@link SequenceModel#hiddenGradientNorms} takes windows without
 * masks only. Nothing is learned there from sequences of different lengths that an {@code LSTM} of
 * the library reads both ways, because its gradient goes past their ends.
 *
 * <p>A network of layers that read both ways carries no state, and a window of it is whole
 * sequences; see {@link dev.ensayo.backend.spec.Recurrence}.
 */
public final class SequenceModels {
  private SequenceModels() {}

  /**
   * A freshly initialized model.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestSequences the most sequences B side by side, at least 1
   * @param longestWindow the most time steps T of a window, at least 1
   * @throws InvalidSettingException for what the engine lacks
   */
  public static SequenceModel create(
      SequenceNetworkSpec spec,
      BackendConfig config,
      long seed,
      int largestSequences,
      int longestWindow) {
    spec.check(config);
    LoadedBackend.prepare(config);
    SeedSequence seeds = new SeedSequence(seed);
    MultiLayerNetwork network =
        new MultiLayerNetwork(SequenceConfigurations.of(spec, seeds.seed("weights")));
    network.init();
    return wrap(
        network,
        spec.input().kind(),
        SequenceTraining.of(spec),
        windows(largestSequences, longestWindow),
        config,
        seeds);
  }

  /**
   * A freshly initialized transformer, whose windows begin anew with {@link
   * dev.ensayo.backend.model.SequenceState#none} or go on where the state's left off, as far as its
   * context reaches. On {@code engine: deeplearning4j} it carries no state.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestSequences the most sequences B side by side, at least 1
   * @throws InvalidSettingException for what the engine lacks
   */
  public static SequenceModel create(
      TransformerNetworkSpec spec, BackendConfig config, long seed, int largestSequences) {
    LoadedBackend.prepare(config);
    SeedSequence seeds = new SeedSequence(seed);
    MultiLayerNetwork network =
        new MultiLayerNetwork(TransformerConfigurations.of(spec, seeds.seed("weights")));
    network.init();
    return wrap(
        network,
        SequenceInput.Kind.TOKENS,
        SequenceTraining.limited(spec.clipping().norm()),
        windows(largestSequences, spec.body().context()),
        config,
        seeds);
  }

  /** {@link #load(Path, SequenceInput.Kind, BackendConfig, long, int, int)} of tokens. */
  public static SequenceModel load(
      Path zip, BackendConfig config, long seed, int largestSequences, int longestWindow)
      throws IOException {
    return load(zip, SequenceInput.Kind.TOKENS, config, seed, largestSequences, longestWindow);
  }

  /**
   * A model from a zip that {@link SequenceModel#write} or any Deeplearning4j program wrote, with
   * its updater state. A limit on the gradient's norm, label smoothing, and what is dropped or
   * penalized beside the inputs of layers are not in the file and are not applied.
   *
   * @param zip recurrent layers, behind an embedding or not, and an {@code RnnOutputLayer} or,
   *     after a {@code LastTimeStep}, an {@code OutputLayer}, in {@code ModelSerializer} format
   * @param kind what it reads: to a file without embeddings tokens are one-hot vectors
   * @param config device, engine and threads
   * @param seed of the dropout masks
   * @param largestSequences the most sequences B side by side, at least 1
   * @param longestWindow the most time steps T of a window, at least 1
   * @throws IOException if the file cannot be read, with the reason
   * @throws InvalidSettingException for what the engine lacks
   */
  public static SequenceModel load(
      Path zip,
      SequenceInput.Kind kind,
      BackendConfig config,
      long seed,
      int largestSequences,
      int longestWindow)
      throws IOException {
    LoadedBackend.prepare(config);
    return wrap(
        NetworkZip.readSequence(zip),
        kind,
        SequenceTraining.plain(),
        windows(largestSequences, longestWindow),
        config,
        new SeedSequence(seed));
  }

  /**
   * A transformer from a zip, with windows as long as its context.
   *
   * @param config device, engine and threads
   * @param seed of the dropout masks
   * @param largestSequences the most sequences B side by side, at least 1
   * @throws IOException if the file cannot be read or holds no attention, with the reason
   */
  public static SequenceModel loadTransformer(
      Path zip, BackendConfig config, long seed, int largestSequences) throws IOException {
    LoadedBackend.prepare(config);
    MultiLayerNetwork network = NetworkZip.readSequence(zip);
    int context =
        TransformerConfigurations.context(network.getLayerWiseConfigurations())
            .orElseThrow(() -> new IOException(zip + " holds a network without attention"));
    return wrap(
        network,
        SequenceInput.Kind.TOKENS,
        SequenceTraining.plain(),
        windows(largestSequences, context),
        config,
        new SeedSequence(seed));
  }

  /**
   * A language model from a zip that goes on by plain gradient descent on one sequence, without
   * dropout, penalties or limits, whatever it was trained with.
   *
   * @param zip as for {@link #load(Path, BackendConfig, long, int, int)}
   * @param learningRate positive
   * @param longestWindow the most time steps T of a window, at least 1
   * @throws IOException if the file cannot be read, with the reason
   */
  public static SequenceModel loadToAdapt(
      Path zip, BackendConfig config, double learningRate, int longestWindow) throws IOException {
    LoadedBackend.prepare(config);
    return wrap(
        PlainDescent.of(NetworkZip.readSequence(zip), learningRate),
        SequenceInput.Kind.TOKENS,
        SequenceTraining.plain(),
        windows(1, longestWindow),
        config,
        new SeedSequence(0));
  }

  private static SequenceModel wrap(
      MultiLayerNetwork network,
      SequenceInput.Kind kind,
      SequenceTraining training,
      WindowLimits windows,
      BackendConfig config,
      SeedSequence seeds) {
    ChainNetwork chain = new ChainNetwork(network);
    RandomStream dropout = seeds.stream("dropout");
    return switch (config.engineInUse()) {
      case COMPILED -> CompiledSequenceModel.of(chain, kind, training, windows, dropout);
      case DEEPLEARNING4J -> DeeplearningSequenceModel.of(chain, kind, training, windows, dropout);
    };
  }

  private static WindowLimits windows(int largestSequences, int longestWindow) {
    checkArgument(largestSequences >= 1, "at least one sequence, not %s", largestSequences);
    checkArgument(longestWindow >= 1, "at least one step, not %s", longestWindow);
    return new WindowLimits(largestSequences, longestWindow);
  }
}
