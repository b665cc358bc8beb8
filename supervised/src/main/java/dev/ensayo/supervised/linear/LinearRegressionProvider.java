package dev.ensayo.supervised.linear;

import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.supervised.learning.Answers;

/** {@code linear-regression}. */
public final class LinearRegressionProvider extends LinearProvider {
  public LinearRegressionProvider() {
    super(Answers.NUMBER);
  }

  @Override
  public String name() {
    return "linear-regression";
  }

  @Override
  public String summary() {
    return "A weighted sum of the inputs that comes near a number, by squared error.";
  }

  @Override
  protected String refusal(ExamplesSpec examples) {
    return examples.isClassification() ? "it predicts numbers, and the answers are classes" : "";
  }
}
