package dev.ensayo.supervised.linear;

import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.supervised.learning.Answers;

/** {@code one-versus-rest}. */
public final class OneVersusRestProvider extends LinearProvider {
  public OneVersusRestProvider() {
    super(Answers.ONE_VERSUS_REST);
  }

  @Override
  public String name() {
    return "one-versus-rest";
  }

  @Override
  public String summary() {
    return "A logistic regression for each class against all others; the largest answer counts.";
  }

  @Override
  protected String refusal(ExamplesSpec examples) {
    return examples.isClassification() ? "" : "it predicts classes, and the answers are numbers";
  }
}
