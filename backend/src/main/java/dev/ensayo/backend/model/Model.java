package dev.ensayo.backend.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.DenseChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A Deeplearning4j network with its parameters and updater state, run by one of the engines.
 *
 * <p>Not thread-safe. All arrays are row by row: {@code inputs} is {@code [B, F]}, for images
 * {@code [B, C, H, W]}, outputs and targets are {@code [B, O]}; arrays may be longer than needed.
 */
public interface Model extends SteppedModel {
  /** Length {@code F} of one input. */
  int inputSize();

  /** Length {@code O} of one output. */
  int outputSize();

  /**
   * Computes outputs as at inference: no dropout, nothing learned.
   *
   * @param inputs {@code [batch, F]}
   * @param batch rows, at least 1
   * @param outputs receives {@code [batch, O]}
   */
  void predict(float[] inputs, int batch, float[] outputs);

  /**
   * Takes one gradient step: forward, loss, backward, regularization, clipping, updater.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param weights factor of each output's loss, {@code [batch, O]}; null for all ones
   * @param batch rows, at least 1
   * @param result receives the loss and the norm of the gradient
   */
  void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result);

  /**
   * Takes one gradient step on a loss that is given by its gradient, whatever loss the spec has:
   * forward once, the loss, backward, regularization, clipping, updater. On the Deeplearning4j
   * engine forward happens twice, with equal dropout masks.
   *
   * @param inputs {@code [batch, F]}
   * @param batch rows, at least 1
   * @param loss is called once, with the only output
   * @param result receives the loss and the norm of the gradient. It may not keep the losses of
   *     examples, which are not known
   */
  void fit(float[] inputs, int batch, OutputLoss loss, FitResult result);

  /**
   * Does what {@link #fit(float[], float[], float[], int, FitResult)} does up to the gradient: no
   * parameter is trained. Only the running statistics of a batch normalization move, which have no
   * gradient.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param weights factor of each output's loss, {@code [batch, O]}; null for all ones
   * @param batch rows, at least 1
   * @param result receives the loss and the norm of the gradient
   * @param gradient receives that of the mean loss, before regularization and clipping, as many
   *     numbers as {@link #parameterCount}, in the order of {@link #parameters}
   */
  void computeGradient(
      float[] inputs,
      float[] targets,
      float[] weights,
      int batch,
      FitResult result,
      float[] gradient);

  /**
   * Computes the gradient of Σ outputGradient·output with regard to the input, as at inference.
   * Nothing of the model changes. The compiled engine makes a second plan when this is called
   * first; on the Deeplearning4j engine batch normalizations have none.
   *
   * @param inputs {@code [batch, F]}
   * @param batch rows, at least 1
   * @param outputGradient {@code [batch, O]}
   * @param inputGradient receives {@code [batch, F]}
   */
  void inputGradient(float[] inputs, int batch, float[] outputGradient, float[] inputGradient);

  /**
   * Watches the layers at work; always the same observer. The compiled engine makes a second plan
   * when this is called first.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code engine} on the Deeplearning4j
   *     engine, which does not show its layers
   */
  LayerObserver layerObserver();

  /**
   * What one input becomes in each layer, as at inference, for who looks into a network: computed
   * by Deeplearning4j whatever the engine, from the parameters that both share. Slow; nothing of
   * the model changes.
   *
   * @param input {@code [F]}
   * @return the layers in the order in which they compute, without a graph's joins
   */
  ImmutableList<LayerTrace> follow(float[] input);

  /**
   * Draws new noise for all noisy layers, with which everything is computed until it is drawn again
   * or removed: {@link #predict} and {@link #fit} alike, all rows with the same. Nothing is drawn
   * for a network without such layers.
   *
   * @param random standard normal numbers come from it, layer by layer
   */
  void drawNoise(RandomGenerator random);

  /** Takes the noise away, as at the start: noisy layers compute with their means. */
  void removeNoise();

  /** Whether there are noisy layers that are trained. Their noise is part of the saved state. */
  boolean hasNoise();

  /** Name of the output layer's function, as Deeplearning4j calls it, such as {@code softmax}. */
  String outputFunction();

  /**
   * The network as it is now, as layers of units; empty if it has other layers than dense ones, or
   * more than {@link DenseChain#MOST_PARAMETERS} parameters.
   */
  Optional<DenseChain> chain();

  /** θ ← θ of {@code source}, a model of the same spec; its noise is not copied. */
  void copyParametersFrom(Model source);

  /**
   * θ ← (1 − τ)·θ + τ·θ of {@code source}, a model of the same spec; its noise is not copied.
   *
   * @param tau τ in [0, 1]
   */
  void blendParametersFrom(Model source, double tau);

  /**
   * Writes a zip in Deeplearning4j's {@code ModelSerializer} format, updater state included, that
   * opens in any Deeplearning4j program; with layers or activations that Deeplearning4j lacks, in
   * any that has the jar {@code ensayo-layers} beside it.
   *
   * <p>What training alone needs and Deeplearning4j lacks is written as its nearest there: the
   * Huber loss and the losses over groups as {@code LossL2}, cross-entropy without its label
   * smoothing, centered RMSProp as {@code RmsProp} without updater state (its state has another
   * layout), RAdam as {@code Adam} with its state, linear, cosine and warm-up schedules as the
   * learning rate alone, and a limit on the gradient's norm not at all. Predictions do not depend
   * on these. Checkpoints hold all of it.
   */
  @Override
  void write(Path zip) throws IOException;
}
