package dev.ensayo.backend.model;

/** A model whose steps can be taken apart, so that several replicas of it can learn together. */
public interface SteppedModel extends LearnedModel {
  /**
   * θ ← the numbers.
   *
   * @param parameters as many as {@link #parameterCount}, in the order of {@link #parameters}
   */
  void setParameters(float[] parameters);

  /**
   * Takes the step that a gradient asks for, wherever it was computed: regularization, clipping,
   * updater. After the model has computed that gradient it is as its {@code fit}, bit for bit on
   * the compiled engine. On the Deeplearning4j engine the model must have computed a gradient
   * before, and a {@link SequenceModel} cannot.
   *
   * @param gradient as many numbers as {@link #parameterCount}
   */
  void applyGradient(float[] gradient);
}
