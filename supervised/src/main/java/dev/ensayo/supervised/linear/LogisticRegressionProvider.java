package dev.ensayo.supervised.linear;

import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.supervised.learning.Answers;

/** {@code logistic-regression}. */
public final class LogisticRegressionProvider extends LinearProvider {
  public LogisticRegressionProvider() {
    super(Answers.SECOND_CLASS);
  }

  @Override
  public String name() {
    return "logistic-regression";
  }

  @Override
  public String summary() {
    return "The probability of the second of two classes: a sigmoid of a weighted sum.";
  }

  @Override
  protected String refusal(ExamplesSpec examples) {
    return examples.classes().size() == 2
        ? ""
        : "it tells two classes apart, and there are "
            + (examples.isClassification()
                ? examples.classes().size()
                    + " (softmax-regression and one-versus-rest take any number)"
                : "none: the answers are numbers");
  }
}
