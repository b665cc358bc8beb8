package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.backend.spec.EncoderDecoders;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An encoder and a decoder on both engines. */
class TransductionEnginesTest {
  private static final int SEQUENCES = 3;
  private static final int SOURCE = 6;
  private static final int TARGET = 4;
  private static final TransductionModels.Sizes SIZES =
      new TransductionModels.Sizes(SEQUENCES, SOURCE, TARGET);

  /** Of the last source below. */
  private static final int LAST_LENGTH = 4;

  /** The first is whole, the others end earlier. */
  private static final float[] SOURCE_MASK = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0};

  private static final float[] TARGET_MASK = {1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 0};

  /** Every attention of one cell, and every cell with one. */
  static Stream<EncoderDecoderSpec> specs() {
    Stream<EncoderDecoderSpec> others =
        Choices.of(RecurrentSpec.class).keySet().stream()
            .filter(kind -> !kind.equals("lstm"))
            .map(kind -> EncoderDecoders.of("{type: " + kind + ", units: 4}", Attention.DOT));
    return Stream.concat(EncoderDecoders.each("{type: lstm, units: 4}"), others);
  }

  private static TransductionModel model(EncoderDecoderSpec spec, String engine) {
    return TransductionModels.create(spec, backend(engine), 3, SIZES);
  }

  private static BackendConfig backend(String engine) {
    return Settings.of(BackendConfig.class, "{engine: " + engine + "}");
  }

  private static SequenceWindow source(RandomStream random, boolean masked) {
    int[] tokens = random.ints(SEQUENCES * SOURCE, 0, EncoderDecoders.SOURCE_VOCABULARY).toArray();
    return new SequenceWindow().steps(SOURCE).tokens(tokens).mask(masked ? SOURCE_MASK : null);
  }

  private static SequenceWindow target(RandomStream random, boolean masked) {
    int count = SEQUENCES * TARGET;
    return new SequenceWindow()
        .steps(TARGET)
        .tokens(random.ints(count, 0, EncoderDecoders.TARGET_VOCABULARY).toArray())
        .targets(random.ints(count, 0, EncoderDecoders.TARGET_VOCABULARY).toArray())
        .mask(masked ? TARGET_MASK : null);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void bothLearnTheSame(EncoderDecoderSpec spec, @TempDir Path folder) throws IOException {
    RandomStream random = new SeedSequence(2).stream("tokens");
    FitResult one = new FitResult();
    FitResult other = new FitResult();
    try (TransductionModel compiled = model(spec, "compiled");
        TransductionModel library = model(spec, "deeplearning4j")) {
      assertThat(library.parameters()).containsExactly(compiled.parameters());
      SequenceState state = compiled.newState(SEQUENCES);
      SequenceState theirState = library.newState(SEQUENCES);
      for (int step = 0; step < 4; step++) {
        SequenceWindow source = source(random, step % 2 == 0);
        SequenceWindow target = target(random, step % 3 > 0);
        compiled.fit(source, target, state, one);
        library.fit(source, target, theirState, other);
        assertThat(other.loss()).isCloseTo(one.loss(), within(1e-4));
        double norm = one.gradientNorm();
        assertThat(other.gradientNorm()).isCloseTo(norm, within(1e-4 * Math.max(1, norm)));
      }
      float[] ours = compiled.parameters();
      assertThat(library.parameters()).containsExactly(ours, within(2e-4f));
      SequenceWindow source = source(random, true);
      SequenceWindow target = target(random, true);
      float[] losses = new float[SEQUENCES * TARGET];
      float[] theirs = new float[SEQUENCES * TARGET];
      double sum = compiled.score(source, target, state, losses);
      assertThat(library.score(source, target, theirState, theirs)).isCloseTo(sum, within(1e-2));
      assertThat(theirs).containsExactly(losses, within(2e-3f));
      compiled.write(folder.resolve("model.zip"));
      try (TransductionModel again =
          TransductionModels.load(
              folder.resolve("model.zip"), backend("deeplearning4j"), 0, SIZES)) {
        again.score(source, target, again.newState(SEQUENCES), theirs);
        assertThat(theirs).containsExactly(losses, within(1e-4f));
      }
    }
  }

  /** Token by token, from the state that is carried, is the window at once; so are its weights. */
  @ParameterizedTest
  @MethodSource("specs")
  void stepsOneByOne(EncoderDecoderSpec spec) {
    RandomStream random = new SeedSequence(5).stream("tokens");
    SequenceWindow source = source(random, true);
    SequenceWindow target = target(random, false);
    int outputs = SEQUENCES * EncoderDecoders.TARGET_VOCABULARY;
    float[] ofCompiled = new float[TARGET * SEQUENCES * SOURCE];
    for (String engine : new String[] {"compiled", "deeplearning4j"}) {
      try (TransductionModel model = model(spec, engine)) {
        SequenceState state = model.newState(SEQUENCES);
        float[] whole = new float[TARGET * outputs];
        float[] weights = new float[TARGET * SEQUENCES * SOURCE];
        model.encode(source, state);
        model.predict(target, state, whole);
        if (model.attends()) {
          model.attention(weights);
        }
        model.encode(source, state);
        for (int t = 0; t < TARGET; t++) {
          int[] now = Arrays.copyOfRange(target.tokens(), t * SEQUENCES, (t + 1) * SEQUENCES);
          float[] one = new float[outputs];
          float[] attended = new float[SEQUENCES * SOURCE];
          model.predict(new SequenceWindow().steps(1).tokens(now), state, one);
          if (model.attends()) {
            model.attention(attended);
          }
          assertThat(one).containsExactly(step(whole, t, outputs), within(1e-5f));
          assertThat(attended).containsExactly(step(weights, t, attended.length), within(1e-5f));
        }
        if (engine.equals("compiled")) {
          ofCompiled = weights;
        } else {
          assertThat(weights).containsExactly(ofCompiled, within(1e-5f));
        }
        checkWeights(weights, model.attends());
      }
    }
  }

  private static float[] step(float[] all, int step, int size) {
    return Arrays.copyOfRange(all, step * size, (step + 1) * size);
  }

  /** They sum to 1 where there is attention, and nothing that is masked has any. */
  private static void checkWeights(float[] weights, boolean attends) {
    for (int row = 0; row < TARGET * SEQUENCES; row++) {
      float sum = 0;
      for (int s = 0; s < SOURCE; s++) {
        float weight = weights[row * SOURCE + s];
        assertThat(weight).isBetween(0f, SOURCE_MASK[s * SEQUENCES + row % SEQUENCES]);
        sum += weight;
      }
      assertThat(sum).isCloseTo(attends ? 1 : 0, within(1e-5f));
    }
  }

  /** A sequence's answer does not depend on what stands beside it, nor on padding. */
  @ParameterizedTest
  @MethodSource("specs")
  void paddingChangesNothing(EncoderDecoderSpec spec) {
    RandomStream random = new SeedSequence(5).stream("tokens");
    SequenceWindow source = source(random, true);
    SequenceWindow target = target(random, true);
    float[] losses = new float[SEQUENCES * TARGET];
    float[] alone = new float[TARGET];
    int last = SEQUENCES - 1;
    try (TransductionModel model = model(spec, "compiled")) {
      model.score(source, target, model.newState(SEQUENCES), losses);
      int[] read = new int[LAST_LENGTH];
      for (int t = 0; t < read.length; t++) {
        read[t] = source.tokens()[t * SEQUENCES + last];
      }
      model.score(
          new SequenceWindow().steps(read.length).tokens(read),
          new SequenceWindow()
              .steps(1)
              .tokens(new int[] {target.tokens()[last]})
              .targets(new int[] {target.classes()[last]}),
          model.newState(1),
          alone);
      assertThat(alone[0]).isCloseTo(losses[last], within(1e-5f));
      assertThat(losses[SEQUENCES + last]).isZero();
    }
  }

  @Test
  void goesOnFromACheckpoint() throws IOException {
    EncoderDecoderSpec spec = EncoderDecoders.each("{type: lstm, units: 4}").toList().get(0);
    RandomStream random = new SeedSequence(5).stream("tokens");
    SequenceWindow source = source(random, true);
    SequenceWindow target = target(random, true);
    FitResult result = new FitResult();
    try (TransductionModel model = model(spec, "compiled");
        TransductionModel other = model(spec, "compiled")) {
      SequenceState state = model.newState(SEQUENCES);
      model.fit(source, target, state, result);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter writer = new StateWriter(bytes);
      model.saveState(writer);
      writer.flush();
      model.fit(source, target, state, result);
      other.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
      other.fit(source, target, other.newState(SEQUENCES), result);
      assertThat(other.parameters()).containsExactly(model.parameters());
    }
  }

  @Test
  void refusesWhatIsNoPairOfSequences() {
    EncoderDecoderSpec spec = EncoderDecoders.each("{type: lstm, units: 4}").toList().get(0);
    RandomStream random = new SeedSequence(5).stream("tokens");
    SequenceWindow source = source(random, false);
    SequenceWindow target = target(random, false);
    try (TransductionModel model = model(spec, "compiled")) {
      SequenceState state = model.newState(SEQUENCES);
      float[] mask = SOURCE_MASK.clone();
      mask[1] = 0;
      source.mask(mask);
      assertThatThrownBy(() -> model.encode(source, state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("step 1 of sequence 1 is there after one that is not");
      source.mask(new float[SEQUENCES * SOURCE]);
      assertThatThrownBy(() -> model.encode(source, state))
          .hasMessage("sequence 0 has nothing to read");
      source.mask(null);
      target.weights(new float[SEQUENCES * TARGET]);
      assertThatThrownBy(() -> model.fit(source, target, state, new FitResult()))
          .hasMessage("a pair of sequences takes neither resets nor weights");
      target.weights(null).tokens(new int[] {0, 1, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0});
      assertThatThrownBy(() -> model.fit(source, target, state, new FitResult()))
          .hasMessage("tokens[2] is 99, not an id in [0, 7)");
    }
  }
}
