package dev.ensayo.supervised.transfer;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.supervised.learning.Learner;
import java.io.IOException;
import java.nio.file.Path;

/** The trained layers of a transferred model; its inputs are features. */
final class FeatureLearner implements Learner {
  private final TransferModel model;
  private final int features;

  /**
   * @param model now owned by this
   */
  FeatureLearner(TransferModel model) {
    this.model = model;
    this.features = model.featureShape().stream().reduce(1, Math::multiplyExact);
  }

  /** The whole model. */
  TransferModel model() {
    return model;
  }

  @Override
  public int inputSize() {
    return features;
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public int outputSize() {
    return model.outputSize();
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    model.predictFeatures(inputs, batch, outputs);
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    model.fitFeatures(inputs, targets, weights, batch, result);
  }

  @Override
  public ImmutableList<LayerTrace> follow(float[] input) {
    return model.follow(input);
  }

  @Override
  public void copyParametersFrom(Learner source) {
    model.copyParametersFrom(((FeatureLearner) source).model);
  }

  @Override
  public void write(Path zip) throws IOException {
    model.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    model.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    model.loadState(in);
  }

  @Override
  public void close() {
    model.close();
  }
}
