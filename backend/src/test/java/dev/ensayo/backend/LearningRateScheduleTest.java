package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.SettingsCatalog;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.IUpdater;

/** Schedules against PyTorch's, on both engines, and through a zip. */
class LearningRateScheduleTest {
  private static final int BATCH = 6;

  private record Holder(@Setting("the schedule") LearningRateSchedule schedule) {}

  /** What PyTorch's scheduler gives from a rate of 0.5. */
  private record Course(String yaml, double[] rates) {
    LearningRateSchedule schedule() {
      return LearningRateScheduleTest.schedule(yaml);
    }

    @Override
    public String toString() {
      return yaml;
    }
  }

  @TempDir private Path folder;

  private static LearningRateSchedule schedule(String yaml) {
    return Settings.of(Holder.class, "{schedule: " + yaml + "}").schedule();
  }

  static Stream<Course> courses() throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/pytorch/schedules.txt"),
            StandardCharsets.UTF_8);
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      double[] rates =
          Arrays.stream(lines.get(i + 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
      courses.add(new Course(lines.get(i), rates));
    }
    return courses.stream();
  }

  @ParameterizedTest
  @MethodSource("courses")
  void ratesArePyTorchs(Course course) {
    LearningRateSchedule schedule = course.schedule();
    for (int i = 0; i < course.rates.length; i++) {
      assertThat(0.5 * schedule.factor(i)).isEqualTo(course.rates[i], within(1e-9));
    }
  }

  /** A gradient of −1 in the one bias that has any: each step is as long as its rate. */
  @ParameterizedTest
  @MethodSource("courses")
  void stepsFollowTheRates(Course course) {
    NetworkSpec spec =
        new NetworkSpec(
            1,
            List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
            Loss.HUBER,
            new UpdaterSpec.Sgd(0.5).withSchedule(course.schedule()),
            Regularization.none(),
            GradientClipping.none());
    for (Engine engine : Engine.values()) {
      try (Model model = Models.create(spec, engine(engine), 1, 1)) {
        FitResult result = new FitResult();
        double bias = 0;
        for (double rate : course.rates) {
          model.fit(new float[1], new float[] {1000}, null, 1, result);
          double next = model.parameters()[1];
          assertThat(next - bias).as("%s", engine).isEqualTo(rate, within(1e-6));
          bias = next;
        }
      }
    }
  }

  /**
   * A zip names classes of the library alone: its own schedule where it has the same, else the rate
   * that a study calls {@code learningRate}.
   */
  @ParameterizedTest
  @MethodSource("writtenCourses")
  void zipHoldsWhatTheLibraryHas(String yaml, boolean kept) throws IOException {
    LearningRateSchedule schedule = schedule(yaml);
    List<UpdaterSpec> updaters =
        List.of(
            new UpdaterSpec.Adam(0.5, 0.9, 0.999, 1e-8).withSchedule(schedule),
            new UpdaterSpec.RmsProp(0.5, 0.9, 1e-3, true).withSchedule(schedule));
    for (UpdaterSpec updater : updaters) {
      try (Model model = Models.create(spec(updater), engine(Engine.COMPILED), 3, BATCH)) {
        train(model, 0, 3);
        Path zip = folder.resolve("model.zip");
        model.write(zip);
        MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
        assertThat(opened.getLayerWiseConfigurations().toJson()).doesNotContain("dev.ensayo");
        BaseLayer layer = (BaseLayer) opened.getLayer(1).conf().getLayer();
        IUpdater read = layer.getIUpdater();
        for (int i = 0; i < 12; i++) {
          assertThat(read.getLearningRate(i, 0))
              .isEqualTo(kept ? 0.5 * schedule.factor(i) : 0.5, within(1e-9));
        }
        opened.close();
      }
    }
  }

  static Stream<Arguments> writtenCourses() throws IOException {
    return Stream.concat(
        courses()
            .map(Course::yaml)
            .map(yaml -> Arguments.of(yaml, yaml.contains("step") || yaml.contains("exponential")))
            .filter(course -> !((String) course.get()[0]).contains("warm-up")),
        Stream.of(
            Arguments.of("{type: linear, updates: 8}", false),
            Arguments.of("{type: warm-up, updates: 4}", false),
            Arguments.of("{type: warm-up, updates: 4, then: {type: cosine, updates: 9}}", false)));
  }

  /**
   * What is written does not touch what is trained: both go on alike, with a schedule or scaled.
   */
  @ParameterizedTest
  @MethodSource("courses")
  void writingChangesNothing(Course course) throws IOException {
    NetworkSpec spec =
        spec(new UpdaterSpec.Adam(0.5, 0.9, 0.999, 1e-8).withSchedule(course.schedule()));
    for (Engine engine : Engine.values()) {
      try (Model model = Models.create(spec, engine(engine), 3, BATCH);
          Model unwritten = Models.create(spec, engine(engine), 3, BATCH)) {
        train(model, 0, 3);
        train(unwritten, 0, 3);
        model.write(folder.resolve("model.zip"));
        train(model, 3, 12);
        train(unwritten, 3, 12);
        assertThat(model.parameters()).as("%s", engine).isEqualTo(unwritten.parameters());
      }
    }
  }

  /** Written after three steps and loaded again, training follows a kept course bit for bit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "{type: step, every: 3, decay: 0.5}",
        "{type: exponential, decay: 0.9}"
      })
  void loadedModelFollowsTheSchedule(String yaml) throws IOException {
    NetworkSpec spec =
        spec(new UpdaterSpec.Adam(0.5, 0.9, 0.999, 1e-8).withSchedule(schedule(yaml)));
    Path zip = folder.resolve("model.zip");
    for (Engine engine : Engine.values()) {
      try (Model model = Models.create(spec, engine(engine), 3, BATCH)) {
        train(model, 0, 3);
        model.write(zip);
        try (Model loaded = Models.load(zip, engine(engine), 3, BATCH)) {
          train(model, 3, 12);
          train(loaded, 3, 12);
          assertThat(loaded.parameters()).as("%s", engine).isEqualTo(model.parameters());
        }
      }
    }
  }

  /** A rate that was scaled on a plateau is written as the number it starts from. */
  @Test
  void aScaledRateIsWrittenAsANumber() throws IOException {
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            5,
            4,
            List.of(Settings.of(RecurrentSpec.Lstm.class, "{units: 3}")),
            0,
            new UpdaterSpec.Adam(0.5, 0.9, 0.999, 1e-8)
                .withSchedule(
                    schedule("{type: warm-up, updates: 4, then: {type: cosine, updates: 9}}")),
            Regularization.none(),
            GradientClipping.none());
    Path zip = folder.resolve("model.zip");
    try (SequenceModel model = SequenceModels.create(spec, engine(Engine.COMPILED), 3, 1, 2)) {
      model.scaleLearningRate(0.25);
      model.write(zip);
    }
    MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
    assertThat(opened.getLayerWiseConfigurations().toJson()).doesNotContain("dev.ensayo");
    for (int i = 0; i < opened.getnLayers(); i++) {
      BaseLayer layer = (BaseLayer) opened.getLayer(i).conf().getLayer();
      assertThat(layer.getIUpdater().getLearningRate(7, 0)).isEqualTo(0.125, within(1e-12));
    }
    opened.close();
  }

  /** Every updater that has a rate, with weight decay that follows it. */
  @Test
  void enginesAgree() {
    LearningRateSchedule schedule =
        schedule("{type: warm-up, updates: 4, then: {type: cosine, updates: 10}}");
    Map<String, String> settings =
        Map.of(
            "sgd", "learningRate: 0.1",
            "nesterovs", "learningRate: 0.05",
            "rmsprop", "learningRate: 0.01, decay: 0.95, epsilon: 1e-2",
            "adagrad", "learningRate: 0.05",
            "adam", "learningRate: 0.01",
            "amsgrad", "learningRate: 0.01, beta2: 0.99",
            "adamw", "learningRate: 0.01, weightDecay: 0.5");
    for (String yaml : EveryKind.updaters(settings)) {
      if (!EveryKind.updater(yaml).hasLearningRate()) {
        continue;
      }
      UpdaterSpec updater = EveryKind.updater(yaml).withSchedule(schedule);
      try (Model compiled = Models.create(spec(updater), engine(Engine.COMPILED), 3, BATCH);
          Model library = Models.create(spec(updater), engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
        train(compiled, 0, 18);
        train(library, 0, 18);
        assertThat(compiled.parameters())
            .as("%s", updater)
            .containsExactly(library.parameters(), within(1e-4f));
      }
    }
  }

  @Test
  void constantIsTheDefault() {
    assertThat(Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2}"))
        .isEqualTo(new UpdaterSpec.Adam(1e-2, 0.9, 0.999, 1e-8));
    assertThat(schedule("constant").factor(1_000_000)).isEqualTo(1);
  }

  @Test
  void stretchesOverMoreUpdates() {
    String warmUp = "{type: warm-up, updates: 2, then: {type: linear, updates: 4, rest: 0.5}}";
    assertThat(schedule(warmUp).stretched(100))
        .isEqualTo(
            schedule(
                "{type: warm-up, updates: 200, then: {type: linear, updates: 400, rest: 0.5}}"));
    for (String yaml :
        List.of(
            "constant",
            "{type: step, every: 2}",
            "{type: exponential, decay: 0.7}",
            "{type: cosine, updates: 9, rest: 0.1}")) {
      for (int i = 0; i < 12; i++) {
        assertThat(schedule(yaml).stretched(30).factor(30L * i))
            .isEqualTo(schedule(yaml).factor(i), within(1e-12));
      }
    }
    assertThatThrownBy(() -> schedule("{type: cosine, updates: 100000}").stretched(100_000))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("10000000000");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(
            () -> schedule("{type: warm-up, updates: 3, then: {type: warm-up, updates: 3}}"))
        .hasMessageContaining("another schedule than warm-up");
    assertThatThrownBy(() -> schedule("{type: cosine}")).hasMessageContaining("updates");
    assertThatThrownBy(() -> schedule("{type: cosine, updates: 0}"))
        .hasMessageContaining("at least 1");
  }

  @Test
  void describesItself() {
    assertThat(SettingsCatalog.of(UpdaterSpec.Adam.class))
        .anySatisfy(
            entry -> {
              assertThat(entry.path()).isEqualTo("schedule.then");
              assertThat(entry.choice()).isEqualTo("warm-up");
            });
  }

  private static NetworkSpec spec(UpdaterSpec updater) {
    return new NetworkSpec(
        4,
        List.of(
            DenseSpec.of(8, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(2, Activation.IDENTITY, Initialization.XAVIER)),
        Loss.MEAN_SQUARED_ERROR,
        updater,
        Regularization.none(),
        GradientClipping.none());
  }

  private static void train(Model model, int from, int to) {
    FitResult result = new FitResult();
    for (int step = from; step < to; step++) {
      model.fit(
          gaussian(new SeedSequence(step).stream("x"), BATCH * 4),
          gaussian(new SeedSequence(step).stream("y"), BATCH * 2),
          null,
          BATCH,
          result);
    }
  }
}
