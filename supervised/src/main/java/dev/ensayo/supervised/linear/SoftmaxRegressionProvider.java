package dev.ensayo.supervised.linear;

import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.supervised.learning.Answers;

/** {@code softmax-regression}. */
public final class SoftmaxRegressionProvider extends LinearProvider {
  public SoftmaxRegressionProvider() {
    super(Answers.CLASSES);
  }

  @Override
  public String name() {
    return "softmax-regression";
  }

  @Override
  public String summary() {
    return "The probability of each class: a softmax of weighted sums.";
  }

  @Override
  protected String refusal(ExamplesSpec examples) {
    return examples.isClassification() ? "" : "it predicts classes, and the answers are numbers";
  }
}
