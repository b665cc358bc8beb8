package dev.ensayo.supervised.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.fakes.SavedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearProvidersTest {
  private static final LinearConfig DEFAULTS = Settings.defaults(LinearConfig.class);
  private static final InMemoryExamples THREE_CLASSES =
      InMemoryExamples.ofClasses(List.of(2), List.of("a", "b", "c"));
  private static final InMemoryExamples NUMBERS = InMemoryExamples.ofNumbers(2);

  @TempDir private Path folder;

  private static String refusal(LinearProvider provider, InMemoryExamples examples) {
    return provider.supports(examples.spec(), DEFAULTS).reason();
  }

  @Test
  void eachSaysWhatItCannotLearn() {
    assertThat(refusal(new LinearRegressionProvider(), THREE_CLASSES)).contains("classes");
    assertThat(refusal(new LogisticRegressionProvider(), THREE_CLASSES)).contains("there are 3");
    assertThat(refusal(new LogisticRegressionProvider(), NUMBERS)).contains("numbers");
    assertThat(refusal(new SoftmaxRegressionProvider(), NUMBERS)).contains("numbers");
    assertThat(refusal(new OneVersusRestProvider(), NUMBERS)).contains("numbers");
    assertThat(refusal(new OneVersusRestProvider(), THREE_CLASSES)).isEmpty();
    assertThat(refusal(new LinearRegressionProvider(), NUMBERS)).isEmpty();
    assertThat(refusal(new LogisticRegressionProvider(), InMemoryExamples.xor())).isEmpty();
    assertThat(refusal(new SoftmaxRegressionProvider(), THREE_CLASSES)).isEmpty();
  }

  @Test
  void aDecisionProcessIsRefused() {
    DecisionProcessSpec process =
        new DecisionProcessSpec(ObservationSpec.continuous(2), 2, 0, OptionalDouble.empty(), false);
    assertThat(new SoftmaxRegressionProvider().supports(process, DEFAULTS).reason())
        .contains("decision process");
  }

  @Test
  void settingsOfClassesAreRefusedForNumbers() {
    for (String learning :
        List.of(
            "labelSmoothing: 0.1",
            "classWeights: balanced",
            "earlyStopping: {watch: accuracy}",
            "classWeights: {type: given, byClass: {a: 2}}")) {
      LinearConfig config = Settings.of(LinearConfig.class, "{learning: {" + learning + "}}");
      assertThatThrownBy(() -> new LinearRegressionProvider().supports(NUMBERS.spec(), config))
          .isInstanceOf(InvalidSettingException.class);
    }
  }

  @Test
  void aWeightForNoClassNamesTheNearest() {
    LinearConfig config =
        Settings.of(
            LinearConfig.class, "{learning: {classWeights: {type: given, byClass: {bb: 2}}}}");
    assertThatThrownBy(() -> new SoftmaxRegressionProvider().supports(THREE_CLASSES.spec(), config))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("no class is called 'bb'")
        .hasMessageContaining("'b'");
  }

  @Test
  void deeplearning4jPredictsTheSame() throws IOException {
    for (LinearProvider provider :
        List.of(
            new LogisticRegressionProvider(),
            new OneVersusRestProvider(),
            new SoftmaxRegressionProvider())) {
      try (Training training =
          Runs.start(
              provider,
              "{initialization: xavier}",
              InMemoryExamples.xor(),
              "{epochs: 3} 1",
              1,
              MetricSink.NONE)) {
        Runs.finish(training);
        SavedModels.checkPredictions(training, InMemoryExamples.xor(), folder);
      }
    }
  }
}
