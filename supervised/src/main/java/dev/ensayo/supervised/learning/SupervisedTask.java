package dev.ensayo.supervised.learning;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import java.util.function.UnaryOperator;

/**
 * Examples and what is asked about them.
 *
 * @param shown what pictures and decision boundaries are drawn from: the test part, or the
 *     validation part where there is none, or else the training part
 */
public record SupervisedTask(
    ExamplesSpec spec,
    Answers answers,
    Examples train,
    Examples valid,
    Examples test,
    Examples shown) {
  /**
   * All parts of an environment.
   *
   * @param seeds the run's
   */
  public static SupervisedTask of(
      LabelledExamples environment, SeedSequence seeds, Answers answers) {
    return of(environment, seeds, answers, part -> part);
  }

  /**
   * All parts of an environment, each as the learner is to read it.
   *
   * @param view of one part; not asked for empty ones
   */
  public static SupervisedTask of(
      LabelledExamples environment,
      SeedSequence seeds,
      Answers answers,
      UnaryOperator<Examples> view) {
    Examples train = viewed(environment.examples(Split.TRAIN, seeds), view);
    Examples valid = viewed(environment.examples(Split.VALID, seeds), view);
    Examples test = viewed(environment.examples(Split.TEST, seeds), view);
    Examples shown = test.size() > 0 ? test : valid.size() > 0 ? valid : train;
    return new SupervisedTask(environment.spec(), answers, train, valid, test, shown);
  }

  private static Examples viewed(Examples part, UnaryOperator<Examples> view) {
    return part.size() == 0 ? part : view.apply(part);
  }

  /** Training examples of each class, {@code [K]}; empty where the answers are numbers. */
  long[] classCounts() {
    long[] counts = new long[spec.classes().size()];
    for (int i = 0; spec.isClassification() && i < train.size(); i++) {
      counts[train.label(i)]++;
    }
    return counts;
  }
}
