package dev.ensayo.backend.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * A Deeplearning4j {@code ComputationGraph} with several inputs or outputs, run by one of the
 * engines. One with a single input and a single output is a {@link Model} too: see {@code
 * Models.create}.
 *
 * <p>Not thread-safe. Arrays come in the order of the inputs and of the outputs; input i is {@code
 * [B, Fᵢ]}, images {@code [B, C, H, W]}, output i and its targets and weights are {@code [B, Oᵢ]},
 * all row by row; arrays may be longer than needed.
 */
public interface GraphModel extends LearnedModel {
  /** Number of inputs. */
  int inputs();

  /** Number of outputs. */
  int outputs();

  /** Length Fᵢ of one input. */
  int inputSize(int input);

  /** Length Oᵢ of one output. */
  int outputSize(int output);

  /**
   * Computes outputs as at inference: no dropout, nothing learned.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param batch rows, at least 1
   * @param outputs receive {@code [batch, Oᵢ]} each
   */
  void predict(float[][] inputs, int batch, float[][] outputs);

  /**
   * Takes one gradient step on the sum of the outputs' losses.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param targets {@code [batch, Oᵢ]} each
   * @param weights factors of each number's loss, {@code [batch, Oᵢ]} each; null for all ones, of
   *     one output or of all
   * @param batch rows, at least 1
   * @param result receives the summed loss and the norm of the gradient; its outputs, if it keeps
   *     any, are those of the first output
   */
  void fit(float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result);

  /**
   * Takes one gradient step on a loss that is given by its gradient, whatever losses the spec has:
   * forward once, the loss, backward, regularization, clipping, updater. On the Deeplearning4j
   * engine forward happens twice, with equal dropout masks.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param batch rows, at least 1
   * @param loss is called once
   * @param result receives the loss and the norm of the gradient; its outputs, if it keeps any, are
   *     those of the first output. It may not keep the losses of examples, which are not known
   */
  void fit(float[][] inputs, int batch, OutputLoss loss, FitResult result);

  /**
   * Computes the gradient of Σ outputGradient·output with regard to an input, as at inference: what
   * an actor learns of a critic. Nothing of the model changes. The compiled engine makes a second
   * plan when this is called first; on the Deeplearning4j engine batch normalizations have none.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param batch rows, at least 1
   * @param input whose gradient is wanted, from 0
   * @param outputGradients {@code [batch, Oᵢ]} each; null for zeros, of one output
   * @param inputGradient receives {@code [batch, F]} of that input
   */
  void inputGradient(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient);

  /**
   * The mean loss of one output in the last {@link #fit(float[][], float[][], float[][], int,
   * FitResult)}; NaN after a step on a loss that was given by its gradient.
   */
  double loss(int output);

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

  /** θ ← θ of {@code source}, a model of the same spec; its noise is not copied. */
  void copyParametersFrom(GraphModel source);

  /**
   * θ ← (1 − τ)·θ + τ·θ of {@code source}, a model of the same spec; its noise is not copied.
   *
   * @param tau τ in [0, 1]
   */
  void blendParametersFrom(GraphModel source, double tau);

  /** Writes a zip as {@link Model#write} does, of a {@code ComputationGraph}. */
  @Override
  void write(Path zip) throws IOException;
}
