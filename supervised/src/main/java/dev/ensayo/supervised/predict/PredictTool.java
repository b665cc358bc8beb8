package dev.ensayo.supervised.predict;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.plugin.PartlyDoneException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.BackendConfig.Device;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code predict}: what the model of a finished run answers to the rows of a table, to pictures, to
 * texts and to folders of these. What cannot be read is named, and the rest goes on.
 */
public final class PredictTool implements RunTool<PredictConfig> {
  /** Inputs computed at a time, as in a test. */
  private static final int ROWS = 256;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String summary() {
    return "Answers of a supervised model to a table, pictures, texts or folders of them.";
  }

  @Override
  public Class<PredictConfig> configType() {
    return PredictConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "FILE", 1, Integer.MAX_VALUE, "a CSV file with the columns of training, pictures, or texts");
  }

  @Override
  public void use(PredictConfig options, Call call) throws IOException {
    List<Path> files = call.operands().stream().map(Path::of).toList();
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new InvalidSettingException("", file + ": there is no such file");
      }
    }
    Optional<Preprocessing> preprocessing = Preprocessing.read(call.run().path());
    if (preprocessing.isPresent() && TextPredictions.reads(preprocessing.get())) {
      useTexts(options, call, files, preprocessing.get());
      return;
    }
    try (TrainedModel model = TrainedModel.open(call.run().path(), backend(call), ROWS)) {
      InputFiles inputs = inputs(model, files);
      Asked asked = written(options, call, out -> ask(model, inputs, out, call));
      call.err().println("note: " + inputs.comparison().words());
      finish(asked, inputs.plural());
    }
  }

  private static void useTexts(
      PredictConfig options, Call call, List<Path> files, Preprocessing preprocessing)
      throws IOException {
    try (TextPredictions texts =
        TextPredictions.open(call.run().path(), call.agent(), preprocessing, backend(call))) {
      long[] unreadable = new long[1];
      Asked asked =
          written(
              options,
              call,
              out -> {
                texts.answer(
                    files,
                    options.lines(),
                    out,
                    message -> {
                      unreadable[0]++;
                      call.err().println(message);
                    });
                return new Asked(texts.answered(), unreadable[0]);
              });
      call.err().println("note: " + texts.note());
      finish(asked, "texts");
    }
  }

  /** Writes predictions. */
  private interface Asking {
    Asked ask(Writer out) throws IOException;
  }

  /** Into the file that was named, else to the output. */
  private static Asked written(PredictConfig options, Call call, Asking asking)
      throws IOException {
    Asked asked;
    if (options.out().isPresent()) {
      Asked[] result = new Asked[1];
      AtomicFile.replace(
          Path.of(options.out().get()),
          out ->
              result[0] =
                  asking.ask(
                      new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))));
      asked = result[0];
      call.out().println(asked.read() + " predictions are in " + Path.of(options.out().get()));
    } else {
      asked = asking.ask(call.out());
    }
    call.out().flush();
    return asked;
  }

  private static void finish(Asked asked, String plural) throws PartlyDoneException {
    if (asked.unreadable() > 0) {
      throw new PartlyDoneException(
          "%s of %s %s could not be read and have no prediction"
              .formatted(asked.unreadable(), asked.read() + asked.unreadable(), plural));
    }
  }

  /** The engine and threads of the run, on the CPU. */
  private static BackendConfig backend(Call call) {
    if (!(call.config().entries().get("backend") instanceof ConfigNode.Mapping settings)) {
      return BackendConfig.defaults();
    }
    BackendConfig trained = ConfigBinder.bind(settings, "backend", BackendConfig.class);
    return new BackendConfig(Device.CPU, trained.engine(), trained.threads());
  }

  private static InputFiles inputs(TrainedModel model, List<Path> files) {
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

  /** How many inputs were answered, and how many could not be read. */
  private record Asked(long read, long unreadable) {}

  private static Asked ask(TrainedModel model, InputFiles inputs, Writer out, Call call)
      throws IOException {
    PredictionsCsv csv = new PredictionsCsv(inputs.singular(), model.classes(), false, out);
    Answering answering = new Answering(model, csv, ROWS);
    long[] unreadable = new long[1];
    inputs.read(
        answering,
        message -> {
          unreadable[0]++;
          call.err().println(message);
        });
    answering.flush();
    csv.flush();
    return new Asked(answering.answered(), unreadable[0]);
  }
}
