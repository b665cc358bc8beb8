package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.PairLimits;
import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.configuration.NetworkZip;
import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.backend.engine.CompiledTransductionModel;
import dev.ensayo.backend.engine.DeeplearningTransductionModel;
import dev.ensayo.backend.engine.GraphNetwork;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Makes models that read sequences and write others; the only way in. On {@code engine:
 * deeplearning4j} all that was written is read anew for each token that follows, where the compiled
 * engine goes on from a carried state.
 */
public final class TransductionModels {
  private TransductionModels() {}

  /**
   * How large the windows get that a model is given.
   *
   * @param sequences the most sequences B side by side, at least 1
   * @param sourceSteps the most steps that are read, at least 1
   * @param targetSteps the most steps that are written, at least 1
   */
  public record Sizes(int sequences, int sourceSteps, int targetSteps) {
    public Sizes {
      checkArgument(
          sequences >= 1 && sourceSteps >= 1 && targetSteps >= 1,
          "at least one sequence and one step: %s sequences, %s and %s steps",
          sequences,
          sourceSteps,
          targetSteps);
    }

    private PairLimits limits() {
      return new PairLimits(sequences, sourceSteps, targetSteps);
    }
  }

  /**
   * A freshly initialized model.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @throws InvalidSettingException for what the engine lacks
   */
  public static TransductionModel create(
      EncoderDecoderSpec spec, BackendConfig config, long seed, Sizes sizes) {
    LoadedBackend.prepare(config);
    SeedSequence seeds = new SeedSequence(seed);
    ComputationGraph network =
        new ComputationGraph(EncoderDecoderConfigurations.of(spec, seeds.seed("weights")));
    network.init();
    return wrap(network, spec.clipping().norm(), sizes, config, seeds);
  }

  /**
   * A model from a zip that {@link TransductionModel#write} wrote, with its updater state. A limit
   * on the gradient's norm is not in the file and is not applied.
   *
   * @param config device, engine and threads
   * @param seed of the dropout masks
   * @throws IOException if the file cannot be read or holds no such network, with the reason
   * @throws InvalidSettingException for what the engine lacks
   */
  public static TransductionModel load(Path zip, BackendConfig config, long seed, Sizes sizes)
      throws IOException {
    LoadedBackend.prepare(config);
    ComputationGraph network = NetworkZip.holdsGraph(zip) ? NetworkZip.readGraph(zip) : null;
    List<String> inputs =
        List.of(EncoderDecoderConfigurations.SOURCE, EncoderDecoderConfigurations.TARGET);
    if (network == null || !network.getConfiguration().getNetworkInputs().equals(inputs)) {
      throw new IOException(zip + " holds no network with the inputs " + inputs);
    }
    return wrap(network, OptionalDouble.empty(), sizes, config, new SeedSequence(seed));
  }

  private static TransductionModel wrap(
      ComputationGraph network,
      OptionalDouble largestNorm,
      Sizes sizes,
      BackendConfig config,
      SeedSequence seeds) {
    GraphNetwork graph = new GraphNetwork(network);
    RandomStream dropout = seeds.stream("dropout");
    return switch (config.engineInUse()) {
      case COMPILED -> CompiledTransductionModel.of(graph, sizes.limits(), largestNorm, dropout);
      case DEEPLEARNING4J ->
          DeeplearningTransductionModel.of(graph, sizes.limits(), largestNorm, dropout);
    };
  }
}
