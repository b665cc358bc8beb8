package dev.ensayo.backend;

import dev.ensayo.backend.compiled.Limits;
import dev.ensayo.backend.compiled.TiedMatrices;
import dev.ensayo.backend.configuration.GraphParts;
import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.backend.engine.ChainNetwork;
import dev.ensayo.backend.engine.CompiledModel;
import dev.ensayo.backend.engine.DeeplearningModel;
import dev.ensayo.backend.engine.GraphNetwork;
import dev.ensayo.backend.engine.LibraryNetwork;
import dev.ensayo.backend.engine.NetworkModel;
import dev.ensayo.backend.engine.NetworkSizes;
import dev.ensayo.backend.engine.TiedParameters;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Hands networks to the engine that a configuration asks for. */
final class ModelEngine {
  private final BackendConfig config;
  private final SeedSequence seeds;
  private final int largestBatch;

  /**
   * @param seed of the initial weights and the dropout masks
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code device: gpu} without a usable
   *     GPU
   */
  ModelEngine(BackendConfig config, long seed, int largestBatch) {
    LoadedBackend.prepare(config);
    this.config = config;
    this.seeds = new SeedSequence(seed);
    this.largestBatch = largestBatch;
  }

  /** Seed of the initial weights. */
  long weights() {
    return seeds.seed("weights");
  }

  /** Whether the engine needs the parts of a network before and after a boundary apart. */
  boolean needsParts() {
    return config.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J;
  }

  /** A model of an initialized chain. */
  NetworkModel of(MultiLayerNetwork network, OptionalDouble largestNorm) {
    return of(network, new Limits(largestBatch, largestNorm));
  }

  /** A model of an initialized chain with matrices that are one. */
  NetworkModel of(MultiLayerNetwork network, OptionalDouble largestNorm, TiedMatrices tied) {
    new TiedParameters(tied).spread(network.params());
    return of(network, new Limits(largestBatch, largestNorm, tied));
  }

  private NetworkModel of(MultiLayerNetwork network, Limits limits) {
    return of(new ChainNetwork(network), NetworkSizes.of(network), limits, Cut.NONE);
  }

  /** A model of an initialized graph. */
  NetworkModel of(
      ComputationGraph network, NetworkSizes sizes, OptionalDouble largestNorm, Cut cut) {
    return of(new GraphNetwork(network), sizes, new Limits(largestBatch, largestNorm), cut);
  }

  private NetworkModel of(LibraryNetwork network, NetworkSizes sizes, Limits limits, Cut cut) {
    RandomStream dropout = seeds.stream("dropout");
    return switch (config.engineInUse()) {
      case COMPILED -> new CompiledModel(network, sizes, limits, cut.boundary(), dropout);
      case DEEPLEARNING4J -> new DeeplearningModel(network, sizes, limits, cut.parts(), dropout);
    };
  }

  /**
   * Where a network can begin in the middle.
   *
   * @param boundary the vertex or input whose value can be kept and given again; null for none
   * @param parts before and after it; null where the engine needs none
   */
  record Cut(String boundary, GraphParts parts) {
    static final Cut NONE = new Cut(null, null);
  }
}
