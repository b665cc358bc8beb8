package dev.ensayo.supervised.bagofwords;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.supervised.learning.Learner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Multinomial naive Bayes (McCallum and Nigam, "A comparison of event models for naive Bayes text
 * classification", 1998; Wang and Manning, "Baselines and bigrams", 2012, section 2.1): the
 * probability of class k is proportional to its share of the training texts times Π_f θ_fk^x_f,
 * θ_fk = (N_fk + α) / (Σ_f N_fk + αF), with N_fk the sum of input f over its training texts. That
 * is a linear model with the weights ln θ.
 */
final class NaiveBayesLearner implements Learner {
  private static final double LEAST_PROBABILITY = 1e-10;

  private final List<String> features;
  private final List<String> classes;
  private final double smoothing;
  private final double[] sums;
  private final double[] texts;
  private LinearWeights weights;

  /**
   * @param smoothing α
   */
  NaiveBayesLearner(List<String> features, List<String> classes, double smoothing) {
    this.features = features;
    this.classes = classes;
    this.smoothing = smoothing;
    this.sums = new double[features.size() * classes.size()];
    this.texts = new double[classes.size()];
  }

  @Override
  public int inputSize() {
    return features.size();
  }

  @Override
  public int outputSize() {
    return classes.size();
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  /** ln θ and the logarithm of each class's share; equal shares before anything was counted. */
  LinearWeights weights() {
    if (weights == null) {
      int k = classes.size();
      double[] logs = new double[sums.length];
      double[] priors = new double[k];
      double all = 0;
      for (double count : texts) {
        all += count;
      }
      for (int c = 0; c < k; c++) {
        double total = smoothing * features.size();
        for (int f = 0; f < features.size(); f++) {
          total += sums[f * k + c];
        }
        for (int f = 0; f < features.size(); f++) {
          logs[f * k + c] = Math.log((sums[f * k + c] + smoothing) / total);
        }
        priors[c] = all == 0 ? -Math.log(k) : Math.log(texts[c] / all);
      }
      weights = new LinearWeights(logs, priors);
    }
    return weights;
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    for (int row = 0; row < batch; row++) {
      weights().probabilities(inputs, row * inputSize(), outputs, row * outputSize());
    }
  }

  /** Counts a batch, after predicting it. It has no gradient: its norm is 0. */
  @Override
  public void fit(float[] inputs, float[] targets, float[] factors, int batch, FitResult result) {
    int k = classes.size();
    float[] outputs = result.outputs() == null ? new float[batch * k] : result.outputs();
    predict(inputs, batch, outputs);
    double loss = 0;
    for (int row = 0; row < batch; row++) {
      for (int c = 0; c < k; c++) {
        double share = targets[row * k + c] * (factors == null ? 1 : factors[row * k + c]);
        if (share != 0) {
          loss -= share * Math.log(Math.max(outputs[row * k + c], LEAST_PROBABILITY));
          add(inputs, row * features.size(), c, share);
        }
      }
    }
    weights = null;
    result.set(loss / batch, 0);
  }

  private void add(float[] inputs, int offset, int label, double share) {
    texts[label] += share;
    for (int f = 0; f < features.size(); f++) {
      if (inputs[offset + f] != 0) {
        sums[f * classes.size() + label] += share * inputs[offset + f];
      }
    }
  }

  @Override
  public void copyParametersFrom(Learner source) {
    NaiveBayesLearner other = (NaiveBayesLearner) source;
    System.arraycopy(other.sums, 0, sums, 0, sums.length);
    System.arraycopy(other.texts, 0, texts, 0, texts.length);
    weights = null;
  }

  /** Writes {@link WeightsFile}, beside where a zip would be. */
  @Override
  public void write(Path zip) throws IOException {
    WeightsFile.write(zip.resolveSibling(WeightsFile.NAME), weights(), classes, features);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("naive Bayes");
    out.writeDoubles(sums);
    out.writeDoubles(texts);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("naive Bayes");
    in.readDoubles(sums);
    in.readDoubles(texts);
    weights = null;
  }

  @Override
  public void close() {}
}
