package dev.ensayo.supervised.learning;

import dev.ensayo.backend.pass.PassLoss;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.supervised.passes.Question;
import java.util.Locale;

/** What a task asks about the examples of one part. */
final class AskedAnswers implements Question {
  private final SupervisedTask task;
  private final Examples examples;

  AskedAnswers(SupervisedTask task, Examples examples) {
    this.task = task;
    this.examples = examples;
  }

  @Override
  public PassLoss loss() {
    return switch (task.answers()) {
      case CLASSES -> PassLoss.SOFTMAX_CROSS_ENTROPY;
      case ONE_VERSUS_REST, SECOND_CLASS -> PassLoss.SIGMOID_CROSS_ENTROPY;
      case NUMBER -> PassLoss.SQUARED_ERROR;
    };
  }

  @Override
  public double[] targets(int example) {
    int size = task.answers().outputs(task.spec());
    float[] written = new float[size];
    task.answers().write(examples, example, task.scale(), 0, size, written, 0);
    return wide(written);
  }

  @Override
  public String right(int example) {
    return task.spec().isClassification()
        ? task.spec().classes().get(examples.label(example))
        : number(examples.value(example));
  }

  @Override
  public String answer(double[] outputs) {
    return task.spec().isClassification()
        ? task.spec().classes().get(task.answers().favoured(narrow(outputs), 0, outputs.length))
        : number(task.scale().fromNetwork(outputs[0]));
  }

  @Override
  public double[] probabilities(double[] outputs) {
    int classes = task.spec().classes().size();
    float[] probabilities = new float[classes];
    if (classes > 0) {
      task.answers().probabilities(narrow(outputs), 0, classes, probabilities, 0);
    }
    return wide(probabilities);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
