package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Ten steps of the plan beside ten of Deeplearning4j's own fit, from equal parameters. */
class SequenceEquivalenceTest {
  private static final int SEQUENCES = 4;
  private static final int STEPS = 6;
  private static final int VOCABULARY = 7;
  private static final int FITS = 10;

  @ParameterizedTest
  @EnumSource(Cell.class)
  void tokensAsOneHotRows(Cell cell) {
    List<Layer> layers =
        List.of(
            cell.layer(VOCABULARY, 33, 1),
            cell.layer(33, 9, 1),
            SequenceNetworks.output(9, VOCABULARY));
    // Adam does not see a factor in the gradient, but for its ε.
    IUpdater own = new Adam(1e-3, 0.9, 0.999, 1e-8 / STEPS);
    compare(layers, own, new Adam(1e-3, 0.9, 0.999, 1e-8), true, null);
  }

  /** Deeplearning4j sums over the steps where the plan takes the mean. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void embeddings(Cell cell) {
    List<Layer> layers =
        List.of(
            SequenceNetworks.embedding(VOCABULARY, 5, false),
            cell.layer(5, 33, 1),
            SequenceNetworks.output(33, VOCABULARY));
    compare(layers, new Sgd(0.1), new Sgd(0.1 / STEPS), false, null);
  }

  /** Our layers on Deeplearning4j share one matrix, too. */
  @Test
  void tiedEmbeddings() {
    List<Layer> layers =
        List.of(
            SequenceNetworks.tiedEmbedding(VOCABULARY, 9),
            Cell.LSTM.layer(9, 9, 1),
            SequenceNetworks.tiedOutput(9, VOCABULARY));
    compare(layers, new Sgd(0.1), new Sgd(0.1 / STEPS), false, null);
  }

  /** Sequences that end early: what comes after must not matter to either. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void maskedEnds(Cell cell) {
    List<Layer> layers =
        List.of(cell.layer(VOCABULARY, 12, 1), SequenceNetworks.output(12, VOCABULARY));
    float[] mask = new float[SEQUENCES * STEPS];
    int[] lengths = {6, 3, 1, 4};
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < SEQUENCES; b++) {
        mask[t * SEQUENCES + b] = t < lengths[b] ? 1 : 0;
      }
    }
    compare(layers, new Sgd(0.1), new Sgd(0.1 * SEQUENCES / 14), true, mask);
  }

  private static void compare(
      List<Layer> layers, IUpdater own, IUpdater librarys, boolean oneHot, float[] mask) {
    MultiLayerConfiguration configuration = SequenceNetworks.network(own, DataType.FLOAT, layers);
    MultiLayerNetwork network = SequenceNetworks.initialized(configuration);
    MultiLayerNetwork library =
        SequenceNetworks.initialized(SequenceNetworks.network(librarys, DataType.FLOAT, layers));
    library.params().assign(network.params());
    INDArray start = network.params().dup();
    RandomStream random = new SeedSequence(7).stream("data");
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS)) {
      for (int step = 0; step < FITS; step++) {
        int[] tokens = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
        int[] targets = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
        plan.fit(
            SequenceNetworks.window(tokens, targets, mask, STEPS),
            SequenceNetworks.state(plan, SEQUENCES),
            random);
        INDArray features = oneHot ? oneHot(tokens) : ids(tokens);
        INDArray masks = mask == null ? null : byStep(mask);
        library.fit(new DataSet(features, oneHot(targets), masks, masks));
      }
      double difference = network.params().sub(library.params()).norm2Number().doubleValue();
      double moved = library.params().sub(start).norm2Number().doubleValue();
      assertThat(difference / library.params().norm2Number().doubleValue()).isLessThan(1e-4);
      assertThat(difference / moved).isLessThan(1e-3);
      int[] tokens = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
      float[] probabilities = new float[SEQUENCES * STEPS * VOCABULARY];
      plan.predict(
          SequenceNetworks.window(tokens, null, null, STEPS),
          SequenceNetworks.state(plan, SEQUENCES),
          probabilities);
      INDArray expected = network.output(oneHot ? oneHot(tokens) : ids(tokens));
      for (int row = 0; row < SEQUENCES * STEPS; row++) {
        for (int v = 0; v < VOCABULARY; v++) {
          assertThat(probabilities[row * VOCABULARY + v])
              .isEqualTo(expected.getFloat(row % SEQUENCES, v, row / SEQUENCES), within(1e-5f));
        }
      }
    }
  }

  /** {@code [B, V, T]}. */
  private static INDArray oneHot(int[] tokens) {
    INDArray rows = Nd4j.zeros(DataType.FLOAT, SEQUENCES, VOCABULARY, STEPS);
    for (int row = 0; row < tokens.length; row++) {
      rows.putScalar(row % SEQUENCES, tokens[row], row / SEQUENCES, 1);
    }
    return rows;
  }

  /** {@code [B, 1, T]}. */
  private static INDArray ids(int[] tokens) {
    INDArray ids = Nd4j.zeros(DataType.FLOAT, SEQUENCES, 1, STEPS);
    for (int row = 0; row < tokens.length; row++) {
      ids.putScalar(row % SEQUENCES, 0, row / SEQUENCES, tokens[row]);
    }
    return ids;
  }

  /** {@code [B, T]}. */
  private static INDArray byStep(float[] mask) {
    return Nd4j.createFromArray(mask).reshape(STEPS, SEQUENCES).transpose().dup('c');
  }
}
