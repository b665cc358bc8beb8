package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Weights, and the last step alone against Deeplearning4j's own fit. */
class SequenceTargetTest {
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;
  private static final int FEATURES = 2;

  /** Sequence 0 is whole, 1 ends early, 2 begins late and has a hole. */
  private static final float[] MASK = {1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1};

  private static final float[] ENDS = {1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0};

  private static Layer lastNumbers(int units, int outputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(units)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static MultiLayerNetwork network(double rate, Layer... layers) {
    return SequenceNetworks.initialized(
        SequenceNetworks.network(new Sgd(rate), DataType.FLOAT, List.of(layers)));
  }

  private static float[] floats(String stream, int count) {
    RandomStream random = new SeedSequence(6).stream(stream);
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextDouble(-1, 1);
    }
    return floats;
  }

  private static int[] ids(String stream, int count, int limit) {
    return SequenceNetworks.tokens(new SeedSequence(6).stream(stream), count, limit);
  }

  private static SequenceWindow window() {
    return new SequenceWindow().steps(STEPS);
  }

  /** Zero weights are no mask: the state, and so the last output, is that without them. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void weightsDoNotStopTheState(Cell cell) {
    MultiLayerNetwork network = network(1, cell.layer(4, 3, 1), SequenceNetworks.output(3, 4));
    int rows = SEQUENCES * STEPS;
    float[] last = new float[rows];
    Arrays.fill(last, rows - SEQUENCES, rows, 1);
    int[] tokens = ids("tokens", rows, 4);
    int[] targets = ids("targets", rows, 4);
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS)) {
      float[] all = new float[rows];
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      SequenceWindow window = window().tokens(tokens).targets(targets);
      plan.score(window, state, all);
      float[] weighted = new float[rows];
      SequenceState other = SequenceNetworks.state(plan, SEQUENCES);
      double sum = plan.score(window.weights(last), other, weighted);
      assertThat(other.values()).isEqualTo(state.values());
      assertThat(weighted).isEqualTo(all);
      double expected = 0;
      for (int row = rows - SEQUENCES; row < rows; row++) {
        expected += all[row];
      }
      assertThat(sum).isEqualTo(expected, within(1e-5));
      plan.score(window.mask(MASK), other, weighted);
      for (int row = 0; row < rows; row++) {
        assertThat(weighted[row] == 0).isEqualTo(MASK[row] == 0);
      }
    }
  }

  /** Deeplearning4j divides by the sequences alone; sequences end early or not. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void theLastStepAsInDeeplearning4j(Cell cell) {
    Layer[] layers = {
      cell.layer(FEATURES, 12, 1), new LastTimeStep(cell.layer(12, 7, 1)), lastNumbers(7, 2)
    };
    MultiLayerNetwork network = network(0.02, layers);
    MultiLayerNetwork library = network(0.02, layers);
    library.params().assign(network.params());
    INDArray start = network.params().dup();
    try (SequencePlan plan = SequenceNetworks.compile(network, false, SEQUENCES, STEPS, 0)) {
      for (int step = 0; step < 20; step++) {
        float[] mask = step % 2 == 0 ? null : ENDS;
        float[] vectors = floats("vectors" + step, SEQUENCES * STEPS * FEATURES);
        float[] targets = floats("targets" + step, SEQUENCES * 2);
        plan.fit(
            window().vectors(vectors).targets(targets).mask(mask),
            SequenceNetworks.state(plan, SEQUENCES),
            null);
        library.fit(
            new DataSet(
                byFeature(vectors),
                Nd4j.createFromArray(targets).reshape(SEQUENCES, 2),
                mask == null
                    ? null
                    : Nd4j.createFromArray(mask).reshape(STEPS, SEQUENCES).transpose().dup('c'),
                null));
      }
      double difference = network.params().sub(library.params()).norm2Number().doubleValue();
      double moved = library.params().sub(start).norm2Number().doubleValue();
      assertThat(difference / moved).isLessThan(3e-3);
      assertThat(difference / library.params().norm2Number().doubleValue()).isLessThan(1e-4);
      float[] vectors = floats("vectors", SEQUENCES * STEPS * FEATURES);
      float[] outputs = new float[SEQUENCES * 2];
      plan.predict(window().vectors(vectors), SequenceNetworks.state(plan, SEQUENCES), outputs);
      INDArray expected = network.output(byFeature(vectors));
      for (int i = 0; i < outputs.length; i++) {
        assertThat(outputs[i]).isEqualTo(expected.getFloat(i / 2, i % 2), within(1e-5f));
      }
    }
  }

  /** {@code [B, F, T]}. */
  private static INDArray byFeature(float[] vectors) {
    return Nd4j.createFromArray(vectors)
        .reshape('c', STEPS, SEQUENCES, FEATURES)
        .permute(1, 2, 0)
        .dup('c');
  }
}
