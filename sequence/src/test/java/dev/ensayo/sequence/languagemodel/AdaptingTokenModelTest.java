package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.sequence.fakes.ModelParameters;
import dev.ensayo.sequence.text.Adaptation;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dynamic evaluation beside that of {@code dynamic_evaluation.py}, which PyTorch computed. */
class AdaptingTokenModelTest {
  private static final int TOKENS = 30;
  private static final Vocabulary LETTERS =
      new Vocabulary(TokenUnit.CHARACTER, List.of("a", "b", "c", "d", "e"));

  @TempDir private Path folder;

  @Test
  void predictsAndLearnsAsPyTorchDoes() throws IOException {
    // What it was trained with, dropout included, does not matter.
    LanguageModelConfig config =
        Settings.of(
            LanguageModelConfig.class,
            "{cell: lstm, hiddenUnits: 3, dropout: 0.5, regularization: {l2: 0.1}}");
    try (SequenceModel model =
        SequenceModels.create(
            LanguageModelTraining.network(config, 5), BackendConfig.defaults(), 1, 1, 1)) {
      ModelParameters.setToSines(model);
      model.write(folder.resolve("model.zip"));
    }
    List<String> lines =
        Resources.readLines(
            Resources.getResource(AdaptingTokenModelTest.class, "dynamic_evaluation.txt"),
            StandardCharsets.UTF_8);
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      double[] expected =
          Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      Adaptation adaptation = new Adaptation(2, expected[0], 4);
      try (TokenModel model = AdaptingTokenModel.load(folder, LETTERS, adaptation)) {
        // What it learned is forgotten with the text.
        for (int walk = 0; walk < 2; walk++) {
          model.restart();
          for (int n = 0; n < TOKENS; n++) {
            int token = (n * n + 2 * n + 1) % 5;
            assertThat(-Math.log(model.probability(token)))
                .as("token %s", n)
                .isEqualTo(expected[n + 1], within(2e-5));
            model.read(token);
          }
        }
      }
    }
  }
}
