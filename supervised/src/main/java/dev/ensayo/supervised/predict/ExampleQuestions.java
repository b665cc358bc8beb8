package dev.ensayo.supervised.predict;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Rows of a table, or pictures. */
final class ExampleQuestions implements Questions {
  private final TrainedModel model;
  private final InputFiles inputs;
  private final int rows;

  /**
   * @param model which is closed with this
   * @param rows inputs computed at a time
   */
  ExampleQuestions(TrainedModel model, List<Path> files, int rows) {
    this.model = model;
    this.inputs = inputs(model, files);
    this.rows = rows;
  }

  private static InputFiles inputs(TrainedModel model, List<Path> files) {
    if (files.isEmpty()) {
      throw new InvalidSettingException(
          "", "name what to predict: a CSV file with the columns of training, or pictures");
    }
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new InvalidSettingException("", file + ": there is no such file");
      }
    }
    if (model.preprocessing().inputs() instanceof TableInputs table) {
      if (files.size() > 1) {
        throw new InvalidSettingException("", "one table at a time, not " + files.size());
      }
      return new TableRows(files.get(0), table, model.preprocessing().profile());
    }
    if (model.preprocessing().inputs() instanceof PictureInputs pictures) {
      return new Pictures(files, pictures, model.preprocessing().profile());
    }
    throw new InvalidSettingException(
        "", "its inputs came from a program and not from a table or pictures");
  }

  @Override
  public String plural() {
    return inputs.plural();
  }

  @Override
  public long answer(Writer out, Consumer<String> unreadable) throws IOException {
    PredictionsCsv csv = new PredictionsCsv(inputs.singular(), model.classes(), false, out);
    Answering answering = new Answering(model, csv, rows);
    inputs.read(answering, unreadable);
    answering.flush();
    csv.flush();
    return answering.answered();
  }

  @Override
  public String note() {
    return inputs.comparison().words();
  }

  @Override
  public void close() {
    model.close();
  }
}
