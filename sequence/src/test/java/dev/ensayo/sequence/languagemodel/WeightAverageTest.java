package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Averaged gradient descent: when it begins, and what the average is. */
class WeightAverageTest {
  private static final int VOCABULARY = 4;

  /** {@code averaging.py} has the condition of the authors' program and made the text file. */
  @Test
  void beginsWhereTheAuthorsProgramDoes() throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource(WeightAverageTest.class, "averaging.txt"),
            StandardCharsets.UTF_8);
    assertThat(lines).hasSizeGreaterThan(10);
    for (String line : lines) {
      double[] numbers =
          Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      NonMonotone condition = new NonMonotone((int) numbers[0]);
      int begins = -1;
      for (int test = 0; test < numbers.length - 2; test++) {
        condition.test(numbers[test + 2]);
        begins = begins < 0 && condition.met() ? test : begins;
      }
      assertThat(begins).as(line).isEqualTo((int) numbers[1]);
    }
  }

  private static SequenceModel model(int sequences, int steps) {
    LanguageModelConfig config =
        Settings.of(
            LanguageModelConfig.class, "{hiddenUnits: 3, updater: {type: sgd, learningRate: 0.5}}");
    return SequenceModels.create(
        LanguageModelTraining.network(config, VOCABULARY),
        BackendConfig.defaults(),
        3,
        sequences,
        steps);
  }

  /**
   * As torch.optim.ASGD, which {@code averaging.py} checks, but that it leaves the first one out.
   */
  @Test
  void keepsTheMeanOfTheParametersAfterEachUpdateAndPutsTheModelsOwnBack() {
    try (SequenceModel model = model(2, 3);
        WeightAverage average = new WeightAverage(model, new Averaging(1), () -> model(1, 1))) {
      double[] sum = new double[model.parameterCount()];
      int[] tokens = {0, 1, 2, 3, 1, 0};
      int[] targets = {1, 2, 3, 0, 2, 1};
      SequenceState state = model.newState(2);
      int count = 0;
      for (int update = 0; update < 12; update++) {
        if (update == 4) {
          average.test(1);
          average.test(2);
          average.test(3);
        }
        model.fitWindow(tokens, targets, null, 3, 3, state, new FitResult());
        average.updated();
        if (update >= 4) {
          count++;
          float[] own = model.parameters();
          for (int i = 0; i < sum.length; i++) {
            sum[i] += own[i];
          }
        }
      }
      assertThat(average.averaged()).isEqualTo(count).isEqualTo(8);
      float[] own = model.parameters();
      average.enter();
      float[] mean = model.parameters();
      for (int i = 0; i < sum.length; i++) {
        assertThat((double) mean[i]).isEqualTo(sum[i] / count, within(1e-6));
      }
      average.leave();
      assertThat(model.parameters()).isEqualTo(own).isNotEqualTo(mean);
    }
  }
}
