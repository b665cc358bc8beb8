package dev.ensayo.sequence.labelling;

import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.TextsProfile;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a finished run keeps and shows beside its model. */
final class LabelRunFiles {
  private final LabelledTextSpec spec;
  private final LabelledTexts texts;
  private final LabelAnswers answers;

  LabelRunFiles(LabelledTextSpec spec, LabelledTexts texts, LabelAnswers answers) {
    this.spec = spec;
    this.texts = texts;
    this.answers = answers;
  }

  private boolean eachToken() {
    return spec.answered() == Answered.TOKEN;
  }

  /** Writes how texts are read, and the answers to the test part. */
  void write(Path directory) throws IOException {
    Outputs outputs =
        eachToken() ? new Outputs.Tags(spec.classes()) : new Outputs.Classes("", spec.classes());
    Preprocessing preprocessing =
        new Preprocessing(
            texts.encoder().inputs(), outputs, TextsProfile.of(texts, spec.classes()));
    LabelledTextPart test = texts.part(Split.TEST);
    if (test.size() == 0) {
      preprocessing.write(directory);
      return;
    }
    float[] probabilities = answers.of(test).probabilities();
    preprocessing
        .withPredictions(PredictionProfile.ofClasses(spec.classes(), probabilities))
        .write(directory);
    AtomicFile.write(
        directory.resolve(PredictionsCsv.FILE), out -> writePredictions(out, test, probabilities));
  }

  private void writePredictions(OutputStream out, LabelledTextPart test, float[] probabilities)
      throws IOException {
    PredictionsCsv csv =
        new PredictionsCsv(
            eachToken() ? List.of("text", "word") : List.of("text"),
            spec.classes(),
            true,
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    int at = 0;
    for (int text = 0; text < test.size(); text++) {
      int[] labels = test.labels(text);
      for (int i = 0; i < labels.length; i++) {
        String origin = test.origin(text);
        csv.add(
            eachToken() ? List.of(origin, test.written(text).get(i)) : List.of(origin),
            labels[i],
            probabilities,
            at++ * spec.classes().size());
      }
    }
    csv.flush();
  }

  /** Of the test part; where there is none, of the validation part, else of the training part. */
  List<Exhibit> exhibits(LabelLearning learning) {
    Split shown =
        Stream.of(Split.TEST, Split.VALID, Split.TRAIN)
            .filter(part -> texts.part(part).size() > 0)
            .findFirst()
            .orElseThrow();
    ClassPredictions predictions = answers.of(texts.part(shown));
    ClassExhibits classes = new ClassExhibits(predictions, spec.classes(), shown);
    List<Exhibit> exhibits = new ArrayList<>(List.of(classes.confusion(), classes.scores()));
    if (eachToken()) {
      exhibits.add(
          classes.groups(
              List.of("words of the training part", "words that the training part has not")));
    }
    exhibits.add(classes.calibration(learning.calibrationBins()));
    LabelledTextPart part = texts.part(shown);
    if (eachToken()) {
      exhibits.add(
          new TaggedSentences(spec, part, predictions).exhibit(shown, learning.mistakes()));
    } else {
      new WrongTexts(spec, part, predictions)
          .exhibit(shown, learning.mistakes())
          .ifPresent(exhibits::add);
    }
    return exhibits;
  }
}
