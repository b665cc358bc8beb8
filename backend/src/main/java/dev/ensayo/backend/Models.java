package dev.ensayo.backend;

import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes models; the only way in. */
public final class Models {
  private Models() {}

  /**
   * A freshly initialized model.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code device: gpu} without a usable
   *     GPU, or for what the compiled engine lacks
   */
  public static Model create(NetworkSpec spec, BackendConfig config, long seed, int largestBatch) {
    LoadedBackend.prepare(config);
    SeedSequence seeds = new SeedSequence(seed);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            NetworkConfigurations.of(spec, seeds.seed("weights"), DataType.FLOAT));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    RandomStream dropoutStream = seeds.stream("dropout");
    return switch (config.engineInUse()) {
      case COMPILED -> new CompiledModel(network, spec, largestBatch, dropoutStream);
      case DEEPLEARNING4J -> new DeeplearningModel(network, spec, largestBatch, dropoutStream);
    };
  }
}
