package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A model that is trained whole. */
public final class ModelLearner implements Learner {
  private final Model model;
  private final boolean linear;

  /**
   * @param model now owned by this
   */
  public ModelLearner(Model model) {
    this(model, false);
  }

  /**
   * @param model now owned by this
   * @param linear whether it has no layer but the output layer
   */
  ModelLearner(Model model, boolean linear) {
    this.model = model;
    this.linear = linear;
  }

  /** The model itself. */
  public Model model() {
    return model;
  }

  @Override
  public int inputSize() {
    return model.inputSize();
  }

  @Override
  public boolean isLinear() {
    return linear;
  }

  @Override
  public Optional<DenseChain> chain() {
    return model.chain();
  }

  @Override
  public int outputSize() {
    return model.outputSize();
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    model.predict(inputs, batch, outputs);
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    model.fit(inputs, targets, weights, batch, result);
  }

  @Override
  public ImmutableList<LayerTrace> follow(float[] input) {
    return model.follow(input);
  }

  @Override
  public LayerObserver layerObserver() {
    return model.layerObserver();
  }

  @Override
  public void copyParametersFrom(Learner source) {
    model.copyParametersFrom(((ModelLearner) source).model);
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
