package dev.ensayo.supervised.learning;

import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.passes.SmallNetwork;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Examples and what is asked about them.
 *
 * @param scale between right numbers and what the network learns: their mean and standard deviation
 *     in the training part; none for classes
 * @param preprocessing what the network's inputs are made of and its outputs mean
 * @param shown what pictures and decision boundaries are drawn from: the test part, or the
 *     validation part where there is none, or else the training part
 */
public record SupervisedTask(
    ExamplesSpec spec,
    Answers answers,
    AnswerScale scale,
    Preprocessing preprocessing,
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
    ExamplesSpec spec = environment.spec();
    AnswerScale scale =
        spec.isClassification() || train.size() == 0
            ? AnswerScale.NONE
            : AnswerScale.standardizing(train.size(), train::value);
    return new SupervisedTask(
        spec, answers, scale, preprocessing(environment, seeds, scale), train, valid, test, shown);
  }

  private static Preprocessing preprocessing(
      LabelledExamples environment, SeedSequence seeds, AnswerScale scale) {
    ExamplesSpec spec = environment.spec();
    Preprocessing told =
        environment
            .preprocessing(seeds)
            .orElseGet(
                () ->
                    Preprocessing.of(
                        new Inputs.Numbers(spec.inputShape().asList()),
                        spec.isClassification()
                            ? new Outputs.Classes("", spec.classes())
                            : new Outputs.Quantity("", scale)));
    return told.outputs() instanceof Outputs.Quantity number
        ? told.withOutputs(new Outputs.Quantity(number.target(), scale))
        : told;
  }

  private static Examples viewed(Examples part, UnaryOperator<Examples> view) {
    return part.size() == 0 ? part : view.apply(part);
  }

  /** A name for each input: that of its column, or its number. */
  List<String> inputNames() {
    return preprocessing.inputs() instanceof TableInputs table
        ? table.inputNames()
        : IntStream.rangeClosed(1, spec.inputSize()).mapToObj(i -> "input " + i).toList();
  }

  /**
   * A network and the examples of a part, for who looks into it.
   *
   * @param part one of this task's
   */
  public SmallNetwork network(DenseChain chain, Examples part) {
    return new SmallNetwork(chain, part, inputNames(), new AskedAnswers(this, part));
  }

  /** Which part {@link #shown} is. */
  Split shownPart() {
    return shown == test ? Split.TEST : shown == valid ? Split.VALID : Split.TRAIN;
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
