package dev.ensayo.supervised.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.learning.SupervisedTrainings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What Deeplearning4j makes of a saved model. */
public final class SavedModels {
  private static final double CLOSE = 1e-5;

  private SavedModels() {}

  /** Opens the model with Deeplearning4j alone and compares its predictions. */
  public static void checkPredictions(Training training, LabelledExamples environment, Path folder)
      throws IOException {
    training.writeModel(folder);
    Examples examples = environment.examples(Split.TRAIN, new SeedSequence(0));
    int inputs = environment.spec().inputSize();
    float[] rows = new float[examples.size() * inputs];
    for (int i = 0; i < examples.size(); i++) {
      examples.read(i, rows, i * inputs);
    }
    float[] expected = SupervisedTrainings.predict(training, rows, examples.size());
    float[] actual =
        predict(
            folder.resolve("model.zip"),
            rows,
            examples.size(),
            environment.spec().inputShape().asList());
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("output %s", i).isCloseTo(expected[i], within(CLOSE));
    }
  }

  /**
   * Predicts with Deeplearning4j.
   *
   * @param rows {@code [count, F]}
   */
  public static float[] predict(Path zip, float[] rows, int count, List<Integer> shape)
      throws IOException {
    Model model =
        isGraph(zip)
            ? ModelSerializer.restoreComputationGraph(zip.toFile())
            : ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    INDArray input = Nd4j.createFromArray(rows).reshape(count, rows.length / count);
    if (model instanceof MultiLayerNetwork network) {
      return network.output(input).dup('c').data().asFloat();
    }
    ComputationGraph graph = (ComputationGraph) model;
    INDArray images =
        shape.size() == 3 ? input.reshape(count, shape.get(0), shape.get(1), shape.get(2)) : input;
    try {
      return graph.outputSingle(images).dup('c').data().asFloat();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return graph.outputSingle(input).dup('c').data().asFloat();
    }
  }

  private static boolean isGraph(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry("configuration.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"vertices\"");
    }
  }
}
