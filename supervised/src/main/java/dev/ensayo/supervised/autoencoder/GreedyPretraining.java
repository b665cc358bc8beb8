package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchStream;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.nearest.TrainedEncoder;
import java.io.IOException;
import java.util.List;

/**
 * Trains the layers of an autoencoder one after the other, each on what those before it make of the
 * inputs. Until {@link #store}, what the layer at hand has learned is in a network of its own.
 */
final class GreedyPretraining implements Stateful, AutoCloseable {
  private final AutoencoderConfig config;
  private final int epochsPerLayer;
  private final LayerNetworks layers;
  private final Model whole;
  private final Examples train;
  private final BackendConfig backend;
  private final SeedSequence seeds;
  private int layer;
  private int epochs;
  private Model model;
  private BatchStream batches;

  /**
   * @param whole the network whose layers learn
   * @param seeds of the order of the examples and of their corruption
   */
  GreedyPretraining(
      AutoencoderConfig config,
      int epochsPerLayer,
      LayerNetworks layers,
      Model whole,
      Examples train,
      BackendConfig backend,
      SeedSequence seeds) {
    this.config = config;
    this.epochsPerLayer = epochsPerLayer;
    this.layers = layers;
    this.whole = whole;
    this.train = train;
    this.backend = backend;
    this.seeds = seeds;
  }

  /** Whether every layer has had its epochs. */
  boolean isDone() {
    return layer == layers.count();
  }

  /** Numbers that enter the layer at hand. */
  int inputs() {
    return layers.inputs(layer);
  }

  /** Learns from one batch of the layer at hand; after its last the next one's turn comes. */
  Batch step(FitResult result) {
    if (model == null) {
      begin();
    }
    Batch batch = batches.next();
    model.fit(batch.inputs(), batch.targets(), null, batch.size(), result);
    epochs += batch.endsEpoch() ? 1 : 0;
    return batch;
  }

  /** Goes on to the next layer if that at hand has had its epochs. */
  void advance() {
    if (epochs == epochsPerLayer) {
      store();
      close();
      layer++;
      epochs = 0;
    }
  }

  /** Puts what the layer at hand has learned into the whole network. */
  void store() {
    if (model != null) {
      float[] all = whole.parameters();
      layers.put(layer, model.parameters(), all);
      whole.setParameters(all);
    }
  }

  private void begin() {
    model =
        Models.create(
            layers.of(layer),
            backend,
            seeds.child("networks").seed("layer-" + layer),
            config.batchSize());
    model.setParameters(layers.of(layer, whole.parameters()));
    batches =
        new BatchStream(
            new ReconstructionBatches(
                inputsOfLayer(),
                inputs(),
                config.batchSize(),
                config.corruption(),
                seeds.child("layer-" + layer)),
            false);
  }

  private Examples inputsOfLayer() {
    if (layer == 0) {
      return train;
    }
    try (TrainedEncoder before =
        TrainedEncoder.of(whole, List.of(whole.inputSize()), layer, backend, CodeMeasures.ROWS)) {
      return new FeatureExamples(train, before, CodeMeasures.ROWS);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("stacking");
    out.writeInt(layer);
    out.writeInt(epochs);
    out.writeBoolean(model != null);
    if (model != null) {
      batches.saveState(out);
      model.saveState(out);
    }
  }

  /** After the whole network's state, which the layers before are part of. */
  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("stacking");
    close();
    layer = in.readInt();
    epochs = in.readInt();
    if (in.readBoolean()) {
      begin();
      batches.loadState(in);
      model.loadState(in);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      batches.close();
      model.close();
      model = null;
    }
  }
}
