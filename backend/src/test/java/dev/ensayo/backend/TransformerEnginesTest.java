package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.backend.spec.TransformerSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transformer on both engines. */
class TransformerEnginesTest {
  private static final int VOCABULARY = 7;
  private static final int SEQUENCES = 3;
  private static final int CONTEXT = 6;

  /** ε is large because a key's bias has no gradient but roundings, which Adam would enlarge. */
  private static TransformerNetworkSpec spec(String more) {
    return new TransformerNetworkSpec(
        VOCABULARY,
        Settings.of(
            TransformerSpec.class,
            "{layers: 2, heads: 2, embeddingSize: 8, context: 6, initialDeviation: 0.3"
                + more
                + "}"),
        Settings.of(
            UpdaterSpec.AdamW.class, "{learningRate: 1e-2, weightDecay: 0.1, epsilon: 1e-3}"),
        Regularization.none(),
        Settings.of(GradientClipping.class, "{norm: 1}"));
  }

  private static SequenceModel model(TransformerNetworkSpec spec, String engine) {
    BackendConfig backend = Settings.of(BackendConfig.class, "{engine: " + engine + "}");
    return SequenceModels.create(spec, backend, 3, SEQUENCES);
  }

  private static int[] tokens(RandomStream random) {
    return random.ints(SEQUENCES * CONTEXT, 0, VOCABULARY).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", positions: rotary", ", tiedOutput: false, expansion: 2"})
  void bothLearnTheSame(String more, @TempDir Path folder) throws IOException {
    TransformerNetworkSpec spec = spec(more);
    RandomStream random = new SeedSequence(2).stream("tokens");
    SequenceState none = SequenceState.none(SEQUENCES);
    FitResult one = new FitResult();
    FitResult other = new FitResult();
    float[] mask = new float[SEQUENCES * CONTEXT];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i == mask.length - 1 ? 0 : 1;
    }
    try (SequenceModel compiled = model(spec, "compiled");
        SequenceModel library = model(spec, "deeplearning4j")) {
      assertThat(library.parameters()).containsExactly(compiled.parameters());
      for (int step = 0; step < 10; step++) {
        int[] read = tokens(random);
        SequenceWindow window =
            new SequenceWindow().steps(CONTEXT).tokens(read).targets(tokens(random));
        window.mask(step % 2 == 0 ? null : mask);
        compiled.fit(window, none, one);
        library.fit(window, none, other);
        assertThat(other.loss()).isCloseTo(one.loss(), within(1e-4));
        assertThat(other.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-4));
      }
      float[] theirs = library.parameters();
      float[] ours = compiled.parameters();
      double largest = 0;
      for (int i = 0; i < ours.length; i++) {
        largest = Math.max(largest, Math.abs(theirs[i] - ours[i]));
      }
      assertThat(largest).as("largest difference of a parameter").isLessThan(2e-4);
      compiled.write(folder.resolve("model.zip"));
      int[] read = tokens(random);
      float[] expected = predictions(compiled, read);
      BackendConfig backend = Settings.of(BackendConfig.class, "{engine: deeplearning4j}");
      try (SequenceModel again =
          SequenceModels.load(folder.resolve("model.zip"), backend, 0, SEQUENCES, CONTEXT)) {
        assertThat(predictions(again, read)).containsExactly(expected, within(1e-5f));
      }
    }
  }

  private static float[] predictions(SequenceModel model, int[] tokens) {
    float[] outputs = new float[SEQUENCES * CONTEXT * VOCABULARY];
    model.predict(tokens, CONTEXT, SequenceState.none(SEQUENCES), outputs);
    return outputs;
  }

  @Test
  void theLibraryDropsToo() {
    TransformerNetworkSpec spec =
        spec(", embeddingDropout: 0.2, attentionDropout: 0.2, residualDropout: 0.2");
    FitResult one = new FitResult();
    FitResult other = new FitResult();
    int[] read = tokens(new SeedSequence(2).stream("tokens"));
    SequenceWindow window = new SequenceWindow().steps(CONTEXT).tokens(read).targets(read);
    try (SequenceModel library = model(spec, "deeplearning4j");
        SequenceModel again = model(spec, "deeplearning4j")) {
      for (int step = 0; step < 10; step++) {
        library.fit(window, SequenceState.none(SEQUENCES), one);
        again.fit(window, SequenceState.none(SEQUENCES), other);
        assertThat(other.loss()).isEqualTo(one.loss());
      }
      double before = Math.log(VOCABULARY);
      double scored = library.score(window, SequenceState.none(SEQUENCES), null);
      assertThat(scored / read.length).as("it learns").isLessThan(0.9 * before);
    }
  }

  @Test
  void refusesWhatAttentionDoesNotTake() {
    int[] read = tokens(new SeedSequence(2).stream("tokens"));
    SequenceWindow window = new SequenceWindow().tokens(read).targets(read);
    SequenceState none = SequenceState.none(SEQUENCES);
    try (SequenceModel model = model(spec(""), "compiled")) {
      assertThatThrownBy(() -> model.fit(window.steps(CONTEXT, 2), none, new FitResult()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("learns from all steps");
      assertThatThrownBy(
              () ->
                  model.score(
                      window.steps(CONTEXT).resets(new float[SEQUENCES * CONTEXT]), none, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("resets");
    }
  }
}
