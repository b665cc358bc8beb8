package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.asked.ExampleModel;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A classifier or regressor of rows of a table or of pictures. */
final class ServedExamples implements ServedModel {
  /** The output of regressors. */
  static final String VALUE = "value";

  /** Of all rows of a request. */
  private static final int MOST_NUMBERS = 1 << 26;

  private final ExampleModel model;
  private final ExampleReader reader;
  private final ModelSignature signature;

  /**
   * Rows that are always computed together, the last of them zeros where there are fewer: products
   * of matrices of other heights are rounded otherwise.
   */
  private final int block;

  private final float[] inputs;

  /**
   * @param model now owned by this
   * @param agent that learned it
   */
  ServedExamples(ExampleModel model, String agent) {
    this.model = model;
    this.block = RowsAtATime.of(model);
    this.inputs = new float[Math.multiplyExact(block, model.inputSize())];
    this.reader =
        model.preprocessing().inputs() instanceof TableInputs table
            ? new TableReader(table)
            : new LevelReader((PictureInputs) model.preprocessing().inputs());
    this.signature =
        new ModelSignature(
            "ensayo_" + agent.replace('-', '_'), reader.inputs(), outputs(model.classes().size()));
  }

  private static List<TensorSpec> outputs(int classes) {
    return classes == 0
        ? ImmutableList.of(TensorSpec.ofRows(VALUE, Datatype.FP64))
        : ClassOutputs.specs(classes);
  }

  /**
   * Rows as the network sees them.
   *
   * @param inputs {@code [rows, F]}
   */
  private record Rows(float[] inputs, int rows) implements Question {}

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return Optional.of(model.preprocessing());
  }

  @Override
  public Question prepare(List<Tensor> given, Map<String, Object> parameters) {
    float[] numbers = reader.read(given);
    int rows = numbers.length / reader.width();
    checkCount(rows, model.classes().size());
    return new Rows(numbers, rows);
  }

  /**
   * A request has as many numbers as memory can be spared for: a byte of it can become thousands.
   *
   * @param each numbers that a row becomes
   */
  static void checkCount(int rows, int each) {
    if ((long) rows * each > MOST_NUMBERS) {
      throw new BadRequestException(
          "%s rows are too many at once; up to %s are answered"
              .formatted(rows, MOST_NUMBERS / each));
    }
  }

  @Override
  public boolean computesTogether() {
    return true;
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    int count = questions.stream().mapToInt(Question::rows).sum();
    int outputs = Math.max(1, model.classes().size());
    double[] numbers = new double[model.classes().isEmpty() ? count : 0];
    float[] probabilities =
        new float[model.classes().isEmpty() ? 0 : Math.multiplyExact(count, outputs)];
    Cursor cursor = new Cursor(questions);
    for (int from = 0; from < count; from += block) {
      int now = Math.min(block, count - from);
      cursor.copy(now);
      if (model.classes().isEmpty()) {
        System.arraycopy(model.numbers(inputs, block), 0, numbers, from, now);
      } else {
        System.arraycopy(
            model.probabilities(inputs, block), 0, probabilities, from * outputs, now * outputs);
      }
    }
    List<List<Tensor>> answers = new ArrayList<>(questions.size());
    int at = 0;
    for (Question question : questions) {
      int end = at + question.rows();
      answers.add(
          model.classes().isEmpty()
              ? ImmutableList.of(
                  Tensor.of(VALUE, List.of((long) end - at), Arrays.copyOfRange(numbers, at, end)))
              : ClassOutputs.of(
                  model.classes(), Arrays.copyOfRange(probabilities, at * outputs, end * outputs)));
      at = end;
    }
    return answers;
  }

  /** Takes the rows of several questions, one after the other. */
  private final class Cursor {
    private final List<Question> questions;
    private int question;
    private int row;

    Cursor(List<Question> questions) {
      this.questions = questions;
    }

    /** Copies the next rows to the begin of the inputs; what follows becomes zeros. */
    void copy(int count) {
      int width = model.inputSize();
      int copied = 0;
      while (copied < count) {
        Rows rows = (Rows) questions.get(question);
        int now = Math.min(count - copied, rows.rows() - row);
        System.arraycopy(rows.inputs(), row * width, inputs, copied * width, now * width);
        copied += now;
        row += now;
        if (row == rows.rows()) {
          question++;
          row = 0;
        }
      }
      Arrays.fill(inputs, count * width, block * width, 0);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
