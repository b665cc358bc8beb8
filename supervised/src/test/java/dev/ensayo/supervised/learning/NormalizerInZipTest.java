package dev.ensayo.supervised.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/** A program with Deeplearning4j alone prepares inputs and reads outputs as the run does. */
class NormalizerInZipTest {
  @TempDir Path folder;

  @Test
  void rowsAndNumbers() throws IOException {
    TableInputs inputs =
        new TableInputs(
            ",",
            true,
            CellFormat.PLAIN,
            true,
            List.of(
                new InputColumn.Numbers("size", 40, 40, 20, false),
                new InputColumn.Categories("colour", List.of("red", "blue"), "red", false)));
    InMemoryExamples data =
        InMemoryExamples.ofNumbers(3)
            .from(Preprocessing.of(inputs, new Outputs.Quantity("price", AnswerScale.NONE)));
    for (int i = 0; i < 30; i++) {
      float x = i / 10f - 1.5f;
      data.addNumber(Split.TRAIN, new float[] {x, i % 2, 1 - i % 2}, 5000 + 900 * x);
    }
    try (Training training =
        Runs.start(new MlpProvider(), "{}", data, "{epochs: 5} 5", 1, MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    try (TrainedModel model = TrainedModel.open(folder, BackendConfig.defaults(), 4)) {
      double own = model.numbers(new float[] {0.5f, 1, 0}, 1)[0];
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile());
      NormalizerStandardize normalizer =
          ModelSerializer.restoreNormalizerFromFile(folder.resolve("model.zip").toFile());
      INDArray row = Nd4j.createFromArray(new float[][] {{50, 1, 0}}); // 40 + 0.5 · 20
      normalizer.transform(row);
      INDArray output = network.output(row);
      normalizer.revertLabels(output);
      assertThat(output.getDouble(0)).isCloseTo(own, within(0.01));
      assertThat(own).isBetween(1000.0, 9000.0);
    }
  }

  @Test
  void pictures() throws IOException {
    PictureInputs inputs =
        new PictureInputs(
            List.of(3, 4, 4),
            List.of(3, 4, 4),
            "resize",
            true,
            List.of(0.01f, 0.02f, 0.03f),
            List.of(-1f, -2f, -3f));
    InMemoryExamples data =
        InMemoryExamples.patterns(List.of(3, 4, 4), 2, List.of(6, 0, 0), 1)
            .from(Preprocessing.of(inputs, new Outputs.Classes("", List.of("class-0", "class-1"))));
    try (Training training =
        Runs.start(
            new CnnProvider(),
            "{layers: [{type: convolution, filters: 2, kernel: 3}]}",
            data,
            "{epochs: 2} 2",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    byte[] levels = new byte[48];
    float[] raw = new float[48];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i * 5);
      raw[i] = i * 5;
    }
    float[] input = new float[48];
    inputs.write(levels, input, 0);
    try (TrainedModel model = TrainedModel.open(folder, BackendConfig.defaults(), 4)) {
      float own = model.probabilities(input, 1)[0];
      NormalizerStandardize normalizer =
          ModelSerializer.restoreNormalizerFromFile(folder.resolve("model.zip").toFile());
      INDArray row = Nd4j.createFromArray(raw).reshape(1, 48);
      normalizer.transform(row);
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile());
      assertThat(network.output(row).getFloat(0)).isCloseTo(own, within(1e-5f));
    }
  }
}
