package dev.ensayo.supervised.gan;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** D: a sample in, the logit a of its being from the data out; D = σ(a). */
final class Discriminator implements Stateful, AutoCloseable {
  private final Model model;
  private final double realLabel;
  private final double inputNoise;
  private final RandomGenerator noise;
  private final float[] inputs;
  private final float[] logits;
  private final float[] slopes;
  private final OutputLoss objective = this::objective;
  private final FitResult result = new FitResult();
  private double accuracy;

  /**
   * @param model of one output; belongs to the discriminator from now on
   * @param noise on what it sees while training
   */
  Discriminator(Model model, GanConfig config, RandomGenerator noise) {
    this.model = model;
    this.realLabel = config.realLabel();
    this.inputNoise = config.inputNoise();
    this.noise = noise;
    this.inputs = new float[2 * config.batchSize() * model.inputSize()];
    this.logits = new float[config.batchSize()];
    this.slopes = new float[config.batchSize()];
  }

  int parameterCount() {
    return model.parameterCount();
  }

  /**
   * Takes one gradient step up (1/m)·Σ [ln D(x) + ln(1 − D(G(z)))].
   *
   * @param examples x, {@code [m, F]}
   * @param samples G(z), {@code [m, F]}
   */
  void fit(float[] examples, float[] samples, int count) {
    int length = count * model.inputSize();
    see(examples, 0, length);
    see(samples, length, length);
    model.fit(inputs, 2 * count, objective, result);
  }

  private void see(float[] rows, int offset, int length) {
    for (int i = 0; i < length; i++) {
      inputs[offset + i] = rows[i] + noise();
    }
  }

  private float noise() {
    return inputNoise == 0 ? 0 : (float) (inputNoise * noise.nextGaussian());
  }

  /** Examples first, then as many samples. */
  private double objective(float[][] outputs, int rows, float[][] gradients) {
    int count = rows / 2;
    double sum = 0;
    int right = 0;
    for (int b = 0; b < rows; b++) {
      double logit = outputs[0][b];
      double label = b < count ? realLabel : 0;
      sum += label * Logits.surprise(logit) + (1 - label) * Logits.surprise(-logit);
      gradients[0][b] = (float) ((Logits.probability(logit) - label) / count);
      right += (logit > 0) == (b < count) ? 1 : 0;
    }
    accuracy = (double) right / rows;
    return sum / count;
  }

  /**
   * The generator's loss, and its gradient with regard to the samples.
   *
   * @param samples G(z), {@code [m, F]}
   * @param gradient receives {@code [m, F]}
   */
  double judge(float[] samples, int count, GeneratorLoss loss, float[] gradient) {
    see(samples, 0, count * model.inputSize());
    model.predict(inputs, count, logits);
    double sum = 0;
    for (int b = 0; b < count; b++) {
      sum += loss.value(logits[b]);
      slopes[b] = (float) (loss.slope(logits[b]) / count);
    }
    model.inputGradient(inputs, count, slopes, gradient);
    return sum / count;
  }

  /** The share that it told right in the last step, before it; D > ½ is "from the data". */
  double accuracy() {
    return accuracy;
  }

  /** The loss of the last step, before it: 2·ln 2 where nothing can be told. */
  double loss() {
    return result.loss();
  }

  /** L2 norm of the gradient of the last step, before clipping. */
  double gradientNorm() {
    return result.gradientNorm();
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
