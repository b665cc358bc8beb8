package dev.ensayo.supervised.predict;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Answers to texts: files, lines of files, and the texts of folders, sorted by name. */
final class TextPredictions implements AutoCloseable {
  private static final int TEXTS = 64;
  private static final Splitter LINES = Splitter.on('\n');

  private final TextEncoder encoder;
  private final TextModel model;
  private final ImmutableList<String> classes;
  private final boolean eachToken;
  private final List<String> origins = new ArrayList<>();
  private final List<ImmutableList<String>> texts = new ArrayList<>();
  private long answered;
  private long tokens;
  private long unknown;

  private TextPredictions(TextInputs inputs, Outputs outputs, TextModel model) {
    this.encoder = new TextEncoder(inputs);
    this.model = model;
    this.eachToken = outputs instanceof Outputs.Tags;
    this.classes =
        ImmutableList.copyOf(
            eachToken ? ((Outputs.Tags) outputs).names() : ((Outputs.Classes) outputs).names());
  }

  /** Whether a run reads texts. */
  static boolean reads(Preprocessing preprocessing) {
    return preprocessing.inputs() instanceof TextInputs
        || preprocessing.inputs() instanceof BagInputs;
  }

  /**
   * Opens the model of a run.
   *
   * @param agent its type
   * @throws InvalidSettingException if nothing here opens models of that agent
   */
  static TextPredictions open(
      Path run, String agent, Preprocessing preprocessing, BackendConfig backend)
      throws IOException {
    TextModelReader reader =
        Services.of(TextModelReader.class).found().stream()
            .filter(found -> found.agent().equals(agent))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        "", "nothing here opens models of the agent '" + agent + "'"));
    return new TextPredictions(
        text(preprocessing.inputs()),
        preprocessing.outputs(),
        reader.open(run, preprocessing, backend));
  }

  private static TextInputs text(Inputs inputs) {
    return inputs instanceof BagInputs bag ? bag.text() : (TextInputs) inputs;
  }

  /**
   * Answers everything.
   *
   * @param lines whether each line is a text; so it is in any case where words are answered
   * @param unreadable takes a message for each that cannot be read
   */
  void answer(List<Path> files, boolean lines, Writer out, Consumer<String> unreadable)
      throws IOException {
    PredictionsCsv csv =
        eachToken
            ? new PredictionsCsv(List.of("text", "word"), classes, false, out)
            : new PredictionsCsv("text", classes, false, out);
    for (Path given : files) {
      for (Path file : files(given)) {
        try {
          String content = CodePointReader.read(new TextFile(file, file.toString()));
          add(file.toString(), content, lines || eachToken, unreadable, csv);
        } catch (IOException e) {
          unreadable.accept(e.getMessage());
        }
      }
    }
    flush(csv);
    csv.flush();
  }

  private static List<Path> files(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> within = Files.walk(given)) {
      List<Path> found =
          within
              .filter(file -> file.getFileName().toString().matches("[^.].*\\.txt(\\.gz)?"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new InvalidSettingException(
            "", given + ": there is no file whose name ends with .txt or .txt.gz in this folder");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(
      String name,
      String content,
      boolean lines,
      Consumer<String> unreadable,
      PredictionsCsv csv)
      throws IOException {
    int before = origins.size();
    long answeredBefore = answered;
    int number = 0;
    for (String text : lines ? LINES.split(content) : List.of(content)) {
      number++;
      ImmutableList<String> cut = encoder.cut(text);
      if (!cut.isEmpty()) {
        origins.add(lines ? name + ":" + number : name);
        texts.add(cut);
        tokens += cut.size();
        unknown += cut.stream().filter(t -> encoder.id(t) == TextEncoder.UNKNOWN_ID).count();
        if (texts.size() == TEXTS) {
          flush(csv);
        }
      }
    }
    if (answered == answeredBefore && origins.size() == before) {
      unreadable.accept(name + " has no word");
    }
  }

  private void flush(PredictionsCsv csv) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    float[] probabilities = model.probabilities(texts);
    int row = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (!eachToken) {
        csv.add(origins.get(i), -1, probabilities, i * classes.size());
        continue;
      }
      for (String word : texts.get(i)) {
        csv.add(List.of(origins.get(i), word), -1, probabilities, row++ * classes.size());
      }
    }
    answered += texts.size();
    texts.clear();
    origins.clear();
  }

  /** Texts answered. */
  long answered() {
    return answered;
  }

  /** How much of them the vocabulary has. */
  String note() {
    return "%s of %s tokens are not in the vocabulary of %s"
        .formatted(unknown, tokens, encoder.size());
  }

  @Override
  public void close() {
    model.close();
  }
}
