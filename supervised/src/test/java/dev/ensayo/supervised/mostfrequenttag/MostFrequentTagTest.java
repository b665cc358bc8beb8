package dev.ensayo.supervised.mostfrequenttag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.LearnedTexts;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextReading;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MostFrequentTagTest {
  private static final ImmutableList<String> TAGS = ImmutableList.of("N", "V");

  @TempDir Path folder;

  private static GivenText sentence(String text) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    ImmutableIntArray.Builder tags = ImmutableIntArray.builder();
    for (String token : text.split(" ", -1)) {
      words.add(token.substring(0, token.indexOf('/')));
      tags.add(TAGS.indexOf(token.substring(token.indexOf('/') + 1)));
    }
    ImmutableList<String> all = words.build();
    return new GivenText(text, () -> all, tags.build());
  }

  /** Five words are N, four are V; "walk" is V twice of three times. */
  private static final LabelledTextSource SOURCE =
      new LabelledTextSource() {
        @Override
        public LabelledTextSpec spec() {
          return new LabelledTextSpec(Answered.TOKEN, TokenUnit.WORD, TAGS, OptionalInt.empty());
        }

        @Override
        public LabelledTexts texts(SeedSequence seeds) {
          return new LearnedTexts(
              new TextReading(TokenUnit.WORD, true, false, 1, 0, 0),
              Map.of(
                  Split.TRAIN,
                  List.of(
                      sentence("walk/V station/N walk/N"),
                      sentence("walk/V nation/N realize/V"),
                      sentence("Rome/N utilize/V Lima/N")),
                  Split.TEST,
                  List.of(
                      sentence("walk/V motion/N criticize/V"), sentence("Oslo/N walk/N xyz/V"))));
        }
      };

  private Training run(String settings, RecordedMetrics metrics) {
    Training training =
        Runs.start(new MostFrequentTagProvider(), settings, SOURCE, "{epochs: 9} 1", 1, metrics);
    Runs.finish(training);
    return training;
  }

  @Test
  void knownWordsByTheirCountsAndUnknownOnesByTheirEndings() throws IOException {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = run("{}", metrics)) {
      assertThat(training.position()).as("it counts once").isEqualTo(1);
      // walk V, motion N by -tion, criticize V by -ize, Oslo N overall (no ending of a word in
      // capitals is -o), walk wrong, xyz N overall, wrong
      assertThat(Runs.last(metrics, "test/accuracy")).isEqualTo(4 / 6.0);
      assertThat(Runs.last(metrics, "test/accuracy_known")).isEqualTo(0.5);
      assertThat(Runs.last(metrics, "test/accuracy_unknown")).isEqualTo(0.75);
      training.writeModel(folder);
    }
    try (TextModel model =
        new TagCountsReader()
            .open(folder, Preprocessing.read(folder).orElseThrow(), BackendConfig.defaults())) {
      float[] answers =
          model.probabilities(
              List.of(ImmutableList.of("walk", "Tula"), ImmutableList.of("motion")));
      // (1 + 5/9) / (3 + 1); Lima alone ends with -a behind a capital: (1 + 5/9) / 2; -tion: 2 of 2
      assertThat(answers[0]).isCloseTo(14 / 36f, within(1e-6f));
      assertThat(answers[2]).isCloseTo(14 / 18f, within(1e-6f));
      assertThat(answers[4]).isCloseTo(23 / 27f, within(1e-6f));
      assertThat(answers).hasSize(6);
    }
    assertThat(Files.readString(folder.resolve("predictions.csv")))
        .startsWith("text,word,right,predicted,p_N,p_V\r\n")
        .contains("criticize,V,V,");
  }

  @Test
  void overallEveryUnknownWordHasTheSameTag() {
    RecordedMetrics metrics = new RecordedMetrics();
    run("{unknown: overall}", metrics).close();
    assertThat(Runs.last(metrics, "test/accuracy_unknown")).isEqualTo(0.5);
  }

  @Test
  void beforeItHasCountedEveryTagIsEquallyLikely() {
    RecordedMetrics metrics = new RecordedMetrics();
    run("{}", metrics).close();
    assertThat(metrics.values("test/loss").get(0)).isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void itRefusesTextsWithOneClass() {
    LabelledTextSpec texts =
        new LabelledTextSpec(Answered.TEXT, TokenUnit.WORD, TAGS, OptionalInt.empty());
    MostFrequentTagProvider provider = new MostFrequentTagProvider();
    assertThat(provider.supports(texts, Settings.of(MostFrequentTagConfig.class, "{}")).reason())
        .contains("take bag-of-words");
  }
}
