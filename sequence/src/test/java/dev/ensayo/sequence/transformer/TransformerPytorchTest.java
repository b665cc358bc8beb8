package dev.ensayo.sequence.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.backend.SequenceModels;
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
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.sequence.fakes.ModelParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of a transformer against the losses of {@code curves.py}, which PyTorch computed. */
class TransformerPytorchTest {
  private static final int VOCABULARY = 11;
  private static final int WINDOWS = 4;
  private static final int CONTEXT = 12;

  @ParameterizedTest
  @ValueSource(strings = {"learned", "rotary"})
  void theFirstFiftyUpdatesLoseTheSame(String positions) throws IOException {
    String network =
        "{layers: 2, heads: 2, embeddingSize: 16, context: 12, positions: " + positions + "}";
    String updater =
        "{learningRate: 3e-3, beta2: 0.99, weightDecay: 0.1,"
            + " schedule: {type: warm-up, updates: 10}}";
    TransformerNetworkSpec spec =
        new TransformerNetworkSpec(
            VOCABULARY,
            Settings.of(TransformerSpec.class, network),
            Settings.of(UpdaterSpec.AdamW.class, updater),
            Regularization.none(),
            Settings.of(GradientClipping.class, "{norm: 0.5}"));
    FitResult result = new FitResult();
    try (SequenceModel model = SequenceModels.create(spec, BackendConfig.defaults(), 1, WINDOWS)) {
      ModelParameters.setToSines(model);
      SequenceWindow window = window();
      List<Double> expected = expected(positions);
      assertThat(expected).hasSize(50);
      for (int update = 0; update < expected.size(); update++) {
        model.fit(window, SequenceState.none(WINDOWS), result);
        assertThat(result.loss())
            .as("loss of update %s", update)
            .isCloseTo(expected.get(update), within(1e-3));
      }
    }
  }

  /** The text of {@code curves.py}, window after window of it. */
  private static SequenceWindow window() {
    int[] text = new int[WINDOWS * CONTEXT];
    text[0] = 3;
    for (int i = 0; i + 1 < text.length; i++) {
      text[i + 1] = (5 * text[i] + (i * i / 3) % 3) % VOCABULARY;
    }
    int[] inputs = new int[text.length];
    int[] targets = new int[text.length];
    for (int i = 0; i < text.length; i++) {
      int at = i % CONTEXT * WINDOWS + i / CONTEXT;
      inputs[at] = i == 0 ? 0 : text[i - 1];
      targets[at] = text[i];
    }
    return new SequenceWindow().steps(CONTEXT).tokens(inputs).targets(targets);
  }

  private static List<Double> expected(String name) throws IOException {
    String lines =
        Resources.toString(
            Resources.getResource(TransformerPytorchTest.class, "curves.txt"),
            StandardCharsets.UTF_8);
    return Splitter.on('\n')
        .splitToStream(lines)
        .filter(line -> line.startsWith(name + " "))
        .flatMap(line -> Splitter.on(' ').splitToStream(line.substring(name.length() + 1)))
        .map(Double::valueOf)
        .toList();
  }
}
