package dev.ensayo.serving.pipeline;

import com.google.common.collect.Lists;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.serving.model.RunModels;
import dev.ensayo.serving.model.ServedModel;
import dev.ensayo.serving.protocol.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far one version's answers to held-out rows are off.
 *
 * @param classes whether answers are classes; else they are numbers
 * @param errors of classes 0 where the answer is right and 1 where it is wrong or the row cannot be
 *     read; of numbers the absolute error, NaN where the row cannot be read
 * @param profile of the version's training part
 */
record HeldOutAnswers(boolean classes, double[] errors, List<ColumnProfile> profile) {
  private static final String CLASS = "class";
  private static final String VALUE = "value";
  private static final int ROWS_AT_ONCE = 8192;

  /**
   * Asks the model of a run.
   *
   * @throws InvalidSettingException if it has none that tells classes or numbers of rows, or tells
   *     what is no number
   */
  static HeldOutAnswers of(Path run, CsvRows rows) throws IOException {
    try (ServedModel model = RunModels.open(run)) {
      Optional<Preprocessing> known = model.preprocessing();
      if (known.isEmpty() || !(known.get().inputs() instanceof TableInputs table)) {
        throw new InvalidSettingException("", "it reads no rows of a table");
      }
      Outputs outputs = known.get().outputs();
      boolean classes = outputs instanceof Outputs.Classes;
      String target =
          outputs instanceof Outputs.Classes names
              ? names.target()
              : ((Outputs.Quantity) outputs).target();
      double[] errors = new double[rows.size()];
      List<Integer> readable = new ArrayList<>();
      float[] inputs = new float[table.width()];
      for (int row = 0; row < rows.size(); row++) {
        if (isReadable(table, rows.named(row), inputs)) {
          readable.add(row);
        } else {
          errors[row] = classes ? 1 : Double.NaN;
        }
      }
      for (List<Integer> part : Lists.partition(readable, ROWS_AT_ONCE)) {
        ask(model, table, rows, part, target, classes, errors);
      }
      return new HeldOutAnswers(classes, errors, known.get().profile());
    }
  }

  private static boolean isReadable(TableInputs table, Map<String, String> row, float[] inputs) {
    try {
      table.write(row, inputs, 0);
      return true;
    } catch (UnreadableInputException e) {
      return false; // such as a category that this version has not seen
    }
  }

  private static void ask(
      ServedModel model,
      TableInputs table,
      CsvRows rows,
      List<Integer> readable,
      String target,
      boolean classes,
      double[] errors) {
    List<Tensor> inputs = new ArrayList<>();
    for (InputColumn column : table.columns()) {
      int place = rows.columns().indexOf(column.name());
      inputs.add(
          Tensor.of(
              column.name(),
              List.of((long) readable.size(), 1L),
              readable.stream()
                  .map(row -> rows.rows().get(row).get(place))
                  .toArray(String[]::new)));
    }
    Tensor told =
        model.predict(inputs, Map.of()).stream()
            .filter(output -> output.name().equals(classes ? CLASS : VALUE))
            .findFirst()
            .orElseThrow();
    CellFormat cells = table.cells();
    int answer = rows.columns().indexOf(target);
    for (int i = 0; i < readable.size(); i++) {
      int row = readable.get(i);
      if (!classes && !Double.isFinite(told.number(i))) {
        throw new InvalidSettingException(
            "", "it tells %s of held-out row %s".formatted(told.number(i), row + 1));
      }
      String right = rows.rows().get(row).get(answer);
      errors[row] =
          classes
              ? cells.category(right).equals(cells.category(told.text(i))) ? 0 : 1
              : Math.abs(cells.number(right) - told.number(i));
    }
  }

  /** Mean error of some rows. */
  double mean(List<Integer> chosen) {
    return chosen.stream().mapToDouble(row -> errors[row]).average().orElse(0);
  }
}
