package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * What holds for everything that a network can be made of, found as a study finds it: it binds by
 * its name, is something for Deeplearning4j, has a block in the compiled engine, and both engines
 * start alike and go twenty steps alike, recurrent layers eight: ‖θ − θ'‖ / ‖θ'‖ stays below 1e-4.
 *
 * <p>Activations, losses and updaters are in {@link EngineEquivalenceTest}.
 */
class EveryKindTest {
  private static final int STEPS = 20;

  /** Of recurrent layers, of which there are many and each takes the library long. */
  private static final int RECURRENT_STEPS = 8;

  private static final int BATCH = 6;
  private static final int OUTPUTS = EveryKind.OUTPUTS;
  private static final UpdaterSpec UPDATER = new UpdaterSpec.Nesterovs(0.01, 0.9);

  @TempDir private Path folder;

  static Stream<EveryKind.LayerCase> layers() {
    return EveryKind.layerCases(UPDATER);
  }

  @Test
  void everyLayerTakesVectorsOrImages() {
    List<String> taken = layers().map(EveryKind.LayerCase::yaml).toList();
    assertThat(taken).containsAll(EveryKind.layers());
    for (String name : Choices.of(LayerSpec.class).keySet()) {
      assertThat(taken).anyMatch(yaml -> yaml.startsWith("{type: " + name));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layersLearnAlikeOnBothEngines(EveryKind.LayerCase layer) throws IOException {
    NetworkSpec network = layer.network();
    try (Model compiled = Models.create(network, engine(Engine.COMPILED), 11, BATCH);
        Model library = Models.create(network, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      for (int step = 0; step < STEPS; step++) {
        RandomStream random = new SeedSequence(step).stream("batch");
        float[] inputs = gaussian(random, BATCH * network.inputs());
        float[] targets = gaussian(random, BATCH * network.outputs());
        FitResult result = new FitResult();
        compiled.fit(inputs, targets, null, BATCH, result);
        double loss = result.loss();
        library.fit(inputs, targets, null, BATCH, result);
        assertThat(loss).isEqualTo(result.loss(), within(1e-4 * Math.max(1, result.loss())));
      }
      assertNear(compiled.parameters(), library.parameters(), start);
      assertZipIsTheSame(compiled, network);
    }
  }

  private void assertZipIsTheSame(Model model, NetworkSpec network) throws IOException {
    float[] inputs = gaussian(new SeedSequence(3).stream("x"), BATCH * network.inputs());
    float[] expected = new float[BATCH * network.outputs()];
    model.predict(inputs, BATCH, expected);
    Path zip = folder.resolve("model.zip");
    model.write(zip);
    for (Engine engine : Engine.values()) {
      try (Model loaded = Models.load(zip, engine(engine), 2, BATCH)) {
        float[] outputs = new float[expected.length];
        loaded.predict(inputs, BATCH, outputs);
        assertThat(outputs).as("%s", engine).containsExactly(expected, within(1e-4f));
      }
    }
  }

  static List<String> cells() {
    return EveryKind.cells();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void recurrentLayersLearnAlikeOnBothEngines(String yaml) {
    RecurrentSpec cell = EveryKind.cell(yaml);
    int vocabulary = 5;
    int steps = 3;
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            vocabulary,
            4,
            List.of(cell, cell),
            0,
            new UpdaterSpec.Sgd(rate(yaml)),
            Regularization.none(),
            GradientClipping.none());
    try (SequenceModel compiled =
            SequenceModels.create(spec, engine(Engine.COMPILED), 11, BATCH, steps);
        SequenceModel library =
            SequenceModels.create(spec, engine(Engine.DEEPLEARNING4J), 11, BATCH, steps)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      SequenceState state = compiled.newState(BATCH);
      SequenceState other = library.newState(BATCH);
      RandomStream random = new SeedSequence(5).stream("tokens");
      for (int step = 0; step < RECURRENT_STEPS; step++) {
        SequenceWindow window =
            new SequenceWindow()
                .steps(steps)
                .tokens(ids(random, vocabulary, steps))
                .targets(ids(random, vocabulary, steps));
        compiled.fit(window, state, new FitResult());
        library.fit(window, other, new FitResult());
      }
      assertNear(compiled.parameters(), library.parameters(), start);
    }
  }

  /** Normalization magnifies roundings, more so over four walks than over two. */
  private static double rate(String yaml) {
    return yaml.contains("layerNormalization: true, bidirectional: true") ? 0.005 : 0.02;
  }

  private static int[] ids(RandomStream random, int vocabulary, int steps) {
    int[] ids = new int[BATCH * steps];
    Arrays.setAll(ids, i -> random.nextInt(vocabulary));
    return ids;
  }

  @ParameterizedTest
  @EnumSource(JoinSpec.Kind.class)
  void joinsLearnAlikeOnBothEngines(JoinSpec.Kind kind) {
    GraphSpec spec = EveryKind.joined(kind, UPDATER);
    try (GraphModel compiled = Models.createGraph(spec, engine(Engine.COMPILED), 11, BATCH);
        GraphModel library = Models.createGraph(spec, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      for (int step = 0; step < STEPS; step++) {
        RandomStream random = new SeedSequence(step).stream("batch");
        float[][] inputs = {gaussian(random, BATCH * 3), gaussian(random, BATCH * 5)};
        float[][] targets = {gaussian(random, BATCH * OUTPUTS)};
        compiled.fit(inputs, targets, null, BATCH, new FitResult());
        library.fit(inputs, targets, null, BATCH, new FitResult());
      }
      assertNear(compiled.parameters(), library.parameters(), start);
    }
  }

  @ParameterizedTest
  @EnumSource(Initialization.class)
  void initialWeightsAreTheSameOnBothEngines(Initialization initialization) {
    NetworkSpec spec =
        new NetworkSpec(
            7,
            List.of(
                DenseSpec.of(5, Activation.TANH, initialization),
                DenseSpec.of(OUTPUTS, Activation.IDENTITY, initialization)),
            Loss.HUBER,
            UPDATER,
            Regularization.none(),
            GradientClipping.none());
    try (Model compiled = Models.create(spec, engine(Engine.COMPILED), 11, BATCH);
        Model library = Models.create(spec, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] weights = Arrays.copyOf(library.parameters(), 7 * 5);
      assertThat(compiled.parameters()).isEqualTo(library.parameters());
      double size = distance(weights, new float[weights.length]);
      assertThat(size > 0).isEqualTo(initialization != Initialization.ZERO);
    }
  }

  static List<String> schedules() {
    return EveryKind.schedules();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void schedulesAreTheSameForDeeplearning4j(String yaml) {
    LearningRateSchedule schedule = EveryKind.schedule(yaml);
    ISchedule theirs = schedule.inDeeplearning4j(0.5);
    boolean changes = false;
    for (int update = 0; update < 12; update++) {
      double factor = schedule.factor(update);
      changes |= factor != 1;
      assertThat(theirs.valueAt(update, 0)).isEqualTo(0.5 * factor, within(1e-12));
    }
    assertThat(changes).isEqualTo(schedule.changes());
  }

  private static void assertNear(float[] parameters, float[] expected, float[] start) {
    double difference = distance(parameters, expected);
    assertThat(distance(expected, start)).isGreaterThan(0.01);
    assertThat(difference / distance(expected, new float[expected.length])).isLessThan(1e-4);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
