package dev.ensayo.supervised.predict;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextInputs;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Texts, each with a class, or with a class for each of its tokens. */
final class TextQuestions implements Questions {
  private static final int TEXTS = 256;

  private final TextModel model;
  private final AskedTexts asked;
  private final TextEncoder encoder;
  private final ImmutableList<String> classes;
  private final boolean eachToken;
  private final List<String> origins = new ArrayList<>();
  private final List<ImmutableList<String>> texts = new ArrayList<>();
  private long answered;
  private long tokens;
  private long unknown;

  /** Whether a run reads texts. */
  static boolean suits(Preprocessing preprocessing) {
    return preprocessing.inputs() instanceof TextInputs
        || preprocessing.inputs() instanceof BagInputs;
  }

  private static TextInputs text(Inputs inputs) {
    return inputs instanceof BagInputs bag ? bag.text() : (TextInputs) inputs;
  }

  /**
   * @param model which is closed with this
   * @param preprocessing of its run
   */
  TextQuestions(TextModel model, Preprocessing preprocessing, AskedTexts asked) {
    this.model = model;
    this.asked = asked;
    this.encoder = new TextEncoder(text(preprocessing.inputs()));
    this.eachToken = preprocessing.outputs() instanceof Outputs.Tags;
    this.classes =
        ImmutableList.copyOf(
            preprocessing.outputs() instanceof Outputs.Tags tags
                ? tags.names()
                : ((Outputs.Classes) preprocessing.outputs()).names());
  }

  @Override
  public String plural() {
    return "texts";
  }

  @Override
  public long answer(Writer out, Consumer<String> unreadable) throws IOException {
    List<String> header = eachToken ? List.of("text", "word") : List.of("text");
    PredictionsCsv csv = new PredictionsCsv(header, classes, false, out);
    asked.read(
        (origin, text) -> {
          ImmutableList<String> cut = encoder.cut(text);
          if (cut.isEmpty()) {
            unreadable.accept(origin + ": the text is empty");
            return;
          }
          origins.add(origin);
          texts.add(cut);
          if (texts.size() == TEXTS) {
            flush(csv);
          }
        },
        unreadable);
    flush(csv);
    csv.flush();
    return answered;
  }

  private void flush(PredictionsCsv csv) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    float[] probabilities = model.probabilities(texts);
    int at = 0;
    for (int text = 0; text < texts.size(); text++) {
      count(texts.get(text));
      List<String> words = eachToken ? texts.get(text) : List.of("");
      for (String word : words) {
        List<String> origin =
            eachToken ? List.of(origins.get(text), word) : List.of(origins.get(text));
        csv.add(origin, -1, probabilities, at);
        at += classes.size();
      }
    }
    answered += texts.size();
    origins.clear();
    texts.clear();
  }

  private void count(List<String> text) {
    for (int id : encoder.ids(text)) {
      tokens++;
      unknown += id == TextEncoder.UNKNOWN_ID ? 1 : 0;
    }
  }

  @Override
  public String note() {
    String what = encoder.inputs().readsWords() ? "words" : "characters";
    return String.format(
        Locale.ROOT,
        "%d of %d %s (%.1f %%) have no number of their own and were read as one unknown to it",
        unknown,
        tokens,
        what,
        tokens == 0 ? 0.0 : 100.0 * unknown / tokens);
  }

  @Override
  public void close() {
    model.close();
  }
}
