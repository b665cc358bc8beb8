package dev.ensayo.supervised.predict;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.plugin.PartlyDoneException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.BackendConfig.Device;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code predict}: what the model of a finished run answers to the rows of a table, to pictures, to
 * folders of pictures and to texts. What cannot be read is named, and the rest goes on.
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
    return "Answers of a model that was told right ones, to a table, pictures or texts.";
  }

  @Override
  public Class<PredictConfig> configType() {
    return PredictConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "FILE",
        0,
        Integer.MAX_VALUE,
        "a CSV file with the columns of training, pictures, or texts");
  }

  @Override
  public void use(PredictConfig options, Call call) throws IOException {
    try (Questions questions = questions(options, call)) {
      Asked asked;
      if (options.out().isPresent()) {
        Asked[] result = new Asked[1];
        AtomicFile.replace(
            Path.of(options.out().get()),
            out ->
                result[0] =
                    ask(
                        questions,
                        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
                        call));
        asked = result[0];
        call.out().println(asked.read() + " predictions are in " + Path.of(options.out().get()));
      } else {
        asked = ask(questions, call.out(), call);
      }
      call.out().flush();
      call.err().println("note: " + questions.note());
      if (asked.unreadable() > 0) {
        throw new PartlyDoneException(
            "%s of %s %s could not be read and have no prediction"
                .formatted(
                    asked.unreadable(), asked.read() + asked.unreadable(), questions.plural()));
      }
    }
  }

  private static Questions questions(PredictConfig options, Call call) throws IOException {
    Path run = call.run().path();
    Optional<Preprocessing> preprocessing = Preprocessing.read(run);
    if (preprocessing.isPresent() && TextQuestions.suits(preprocessing.get())) {
      AskedTexts asked =
          AskedTexts.of(
              options, call.operands(), preprocessing.get().outputs() instanceof Outputs.Tags);
      TextModel model = reader(call).open(run, preprocessing.get(), backend(call));
      return new TextQuestions(model, preprocessing.get(), asked);
    }
    if (options.text().isPresent() || options.lines()) {
      throw new InvalidSettingException(
          options.lines() ? "lines" : "text", "is for runs that learned from labelled texts");
    }
    TrainedModel model = TrainedModel.open(run, backend(call), ROWS);
    try {
      return new ExampleQuestions(model, call.operands().stream().map(Path::of).toList(), ROWS);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static TextModelReader reader(Call call) {
    return Services.of(TextModelReader.class).found().stream()
        .filter(reader -> reader.agent().equals(call.agent()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "", "what " + call.agent() + " learned of texts cannot be asked later"));
  }

  /** The engine and threads of the run, on the CPU. */
  private static BackendConfig backend(Call call) {
    if (!(call.config().entries().get("backend") instanceof ConfigNode.Mapping settings)) {
      return BackendConfig.defaults();
    }
    BackendConfig trained = ConfigBinder.bind(settings, "backend", BackendConfig.class);
    return new BackendConfig(Device.CPU, trained.engine(), trained.threads());
  }

  /** How many inputs were answered, and how many could not be read. */
  private record Asked(long read, long unreadable) {}

  private static Asked ask(Questions questions, Writer out, Call call) throws IOException {
    long[] unreadable = new long[1];
    long answered =
        questions.answer(
            out,
            message -> {
              unreadable[0]++;
              call.err().println(message);
            });
    return new Asked(answered, unreadable[0]);
  }
}
