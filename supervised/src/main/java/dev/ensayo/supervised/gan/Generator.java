package dev.ensayo.supervised.gan;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** G: noise z ~ N(0, 1) in, samples out. */
final class Generator implements Stateful, AutoCloseable {
  private final Model model;
  private final int largestBatch;
  private final float[] latents;
  private final float[] outputs;
  private final FitResult result = new FitResult();

  /**
   * @param model belongs to the generator from now on
   * @param largestBatch the most rows that it takes
   */
  Generator(Model model, int largestBatch) {
    this.model = model;
    this.largestBatch = largestBatch;
    this.latents = new float[Math.multiplyExact(largestBatch, model.inputSize())];
    this.outputs = new float[Math.multiplyExact(largestBatch, model.outputSize())];
  }

  /** Length F of a sample. */
  int sampleSize() {
    return model.outputSize();
  }

  int parameterCount() {
    return model.parameterCount();
  }

  /**
   * Draws samples.
   *
   * @param noise the latents come from it
   * @param samples receives {@code [count, F]}; any count
   */
  void sample(RandomGenerator noise, int count, float[] samples) {
    int done = 0;
    while (done < count) {
      int rows = Math.min(largestBatch, count - done);
      draw(noise, rows);
      model.predict(latents, rows, outputs);
      System.arraycopy(outputs, 0, samples, done * sampleSize(), rows * sampleSize());
      done += rows;
    }
  }

  /**
   * Takes one gradient step.
   *
   * @param noise the latents come from it
   * @param count samples, at most the largest batch
   * @param loss of the samples
   */
  void fit(RandomGenerator noise, int count, OutputLoss loss) {
    draw(noise, count);
    model.fit(latents, count, loss, result);
  }

  private void draw(RandomGenerator noise, int count) {
    for (int i = 0; i < count * model.inputSize(); i++) {
      latents[i] = (float) noise.nextGaussian();
    }
  }

  /** The loss of the last step, before it. */
  double loss() {
    return result.loss();
  }

  /** L2 norm of the gradient of the last step, before clipping. */
  double gradientNorm() {
    return result.gradientNorm();
  }

  void write(Path zip) throws IOException {
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
