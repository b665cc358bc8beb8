package dev.ensayo.supervised.mostfrequenttag;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.TextsProfile;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A run of {@code most-frequent-tag}: it counts once and is over, whatever the budget. */
final class MostFrequentTagTraining extends ScheduledTraining {
  private static final String WORDS = "model/words";
  private static final ImmutableList<String> BY_GROUP =
      ImmutableList.of("accuracy_known", "accuracy_unknown");
  private static final ImmutableList<String> GROUPS =
      ImmutableList.of("words of the training part", "words that the training part has not");

  private final MostFrequentTagConfig config;
  private final LabelledTexts texts;
  private final ImmutableList<String> tags;
  private TagCounts counts;
  private boolean counted;

  MostFrequentTagTraining(MostFrequentTagConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", 1);
    LabelledTextSource source = (LabelledTextSource) context.environment();
    this.config = config;
    this.texts = source.texts(context.seeds());
    this.tags = source.spec().classes();
    this.counts = new TagCounts(tags.size());
  }

  /** All that may be recorded. */
  static ImmutableSet<String> metrics() {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().add(WORDS);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      ImmutableList.Builder<String> of = ImmutableList.builder();
      of.addAll(ClassMetrics.names()).addAll(BY_GROUP);
      for (KnownAccuracy known : KnownAccuracy.values()) {
        of.add(known.metric());
      }
      of.build().forEach(name -> names.add(part.label() + "/" + name));
    }
    return names.build();
  }

  @Override
  protected long step(long room) {
    count();
    stopEarly();
    return 1;
  }

  private void count() {
    counts = TagCounts.of(texts.part(Split.TRAIN), texts.encoder(), tags.size(), config);
    counted = true;
  }

  @Override
  protected long workDone() {
    return counted ? texts.part(Split.TRAIN).tokenCount() : 0;
  }

  @Override
  protected void test(long number) {
    record(WORDS, counts.size());
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      if (texts.part(split).size() > 0) {
        score(split);
      }
    }
  }

  private void score(Split split) {
    ClassPredictions predictions = predictions(texts.part(split));
    String part = split.label() + "/";
    ClassMetrics.of(predictions, 1, config.calibrationBins())
        .forEach((name, value) -> record(part + name, value));
    double[] groups = predictions.groupAccuracies(BY_GROUP.size());
    for (int g = 0; g < groups.length; g++) {
      if (!Double.isNaN(groups[g])) {
        record(part + BY_GROUP.get(g), groups[g]);
      }
    }
    for (KnownAccuracy known : KnownAccuracy.values()) {
      texts.knownAccuracy(known).ifPresent(best -> record(part + known.metric(), best));
    }
  }

  /** Of each word, one sentence after the other; group 1 are those that training has not. */
  ClassPredictions predictions(LabelledTextPart part) {
    int count = Math.toIntExact(part.tokenCount());
    int k = tags.size();
    float[] probabilities = new float[Math.multiplyExact(count, k)];
    int[] labels = new int[count];
    int[] groups = new int[count];
    int at = 0;
    for (int i = 0; i < part.size(); i++) {
      List<String> written = part.written(i);
      int[] right = part.labels(i);
      boolean[] seen = part.seen(i);
      for (int t = 0; t < right.length; t++) {
        String word = written.get(t);
        counts.probabilities(word, texts.encoder().looked(word), probabilities, at * k);
        labels[at] = right[t];
        groups[at++] = seen[t] ? 0 : 1;
      }
    }
    return new ClassPredictions(k, probabilities, labels, groups);
  }

  private Split shown() {
    return texts.part(Split.TEST).size() > 0
        ? Split.TEST
        : texts.part(Split.VALID).size() > 0 ? Split.VALID : Split.TRAIN;
  }

  @Override
  public List<Exhibit> exhibits() {
    ClassExhibits exhibits = new ClassExhibits(predictions(texts.part(shown())), tags, shown());
    return List.of(
        exhibits.confusion(),
        exhibits.scores(),
        exhibits.groups(GROUPS),
        exhibits.calibration(config.calibrationBins()));
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    counts.write(directory, tags);
    Preprocessing preprocessing =
        new Preprocessing(
            texts.encoder().inputs(), new Outputs.Tags(tags), TextsProfile.of(texts, tags));
    LabelledTextPart test = texts.part(Split.TEST);
    if (test.size() == 0) {
      preprocessing.write(directory);
      return;
    }
    ClassPredictions predictions = predictions(test);
    preprocessing
        .withPredictions(PredictionProfile.ofClasses(tags, predictions.probabilities()))
        .write(directory);
    AtomicFile.write(
        directory.resolve(PredictionsCsv.FILE), out -> writePredictions(test, predictions, out));
  }

  private void writePredictions(
      LabelledTextPart test, ClassPredictions predictions, OutputStream out) throws IOException {
    PredictionsCsv csv =
        new PredictionsCsv(
            List.of("text", "word"),
            tags,
            true,
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    int at = 0;
    for (int i = 0; i < test.size(); i++) {
      for (String word : test.written(i)) {
        csv.add(
            List.of(test.origin(i), word),
            predictions.labels()[at],
            predictions.probabilities(),
            at * tags.size());
        at++;
      }
    }
    csv.flush();
  }

  /** {@inheritDoc} What was counted is counted again. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("tags");
    out.writeBoolean(counted);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("tags");
    if (in.readBoolean()) {
      count();
    }
  }

  @Override
  public void close() {}
}
