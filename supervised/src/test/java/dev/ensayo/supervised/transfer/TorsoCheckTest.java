package dev.ensayo.supervised.transfer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a torso that is there already is told before the first step. */
class TorsoCheckTest {
  private static final TransferProvider TRANSFER = new TransferProvider();

  @TempDir private static Path source;

  private static InMemoryExamples images(int channels) {
    return InMemoryExamples.patterns(List.of(channels, 6, 6), 3, List.of(8, 4, 6), 1);
  }

  @BeforeAll
  static void pretrain() throws IOException {
    try (Training training =
        Runs.start(
            new CnnProvider(),
            "{layers: [{type: convolution, filters: 4, kernel: 3}], learning: {batchSize: 8}}",
            images(1),
            "{epochs: 1} 1",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(source);
    }
  }

  private static void check(String from, String settings, int channels) {
    TransferConfig config =
        Settings.of(TransferConfig.class, "{source: {" + from + "}" + settings + "}");
    TRANSFER.check(
        config,
        images(channels),
        Settings.of(Budget.class, "{epochs: 1}"),
        BackendConfig.defaults());
  }

  private static String zip(Path file) {
    return "zip: '" + file + "'";
  }

  private static void refuses(String from, String settings, int channels, String key, String text) {
    assertThatThrownBy(() -> check(from, settings, channels))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(text)
        .extracting(e -> ((InvalidSettingException) e).key())
        .isEqualTo(key);
  }

  @Test
  void whatFitsPasses() {
    assertThatCode(() -> check(zip(source.resolve("model.zip")), "", 1)).doesNotThrowAnyException();
    assertThatCode(() -> check("run: '" + source + "'", ", method: from-scratch", 1))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("variant: another", "", 1)).doesNotThrowAnyException();
  }

  @Test
  void countsOfLayersThatItHasNot() {
    String model = zip(source.resolve("model.zip"));
    refuses(model, ", torsoLayers: 9", 1, "torsoLayers", "has 2 layers, not 9");
    refuses(
        model,
        ", method: {type: fine-tuning, frozenLayers: 5}",
        1,
        "method.frozenLayers",
        "5 cannot be frozen");
  }

  @Test
  void imagesThatDoNotFit() {
    refuses(
        "run: '" + source + "'",
        "",
        3,
        "source.run",
        "made for inputs of [1, 6, 6]; those of [3, 6, 6] do not fit");
  }

  @Test
  void damagedFiles() throws IOException {
    byte[] whole = Files.readAllBytes(source.resolve("model.zip"));
    Path cut = Files.write(source.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
    refuses(zip(cut), "", 1, "source.zip", "cut.zip is no zip or is damaged");
    Path other = Files.writeString(source.resolve("other.zip"), "text");
    refuses(zip(other), "", 1, "source.zip", "other.zip is no zip or is damaged");
  }
}
