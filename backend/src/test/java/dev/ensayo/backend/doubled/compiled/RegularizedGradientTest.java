package dev.ensayo.backend.doubled.compiled;

import dev.ensayo.backend.doubled.compiled.SequenceNetworks.Cell;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The parts of AWD-LSTM beside central differences, with masks that are the same each time; see
 * {@link SequenceGradientTest}.
 */
class RegularizedGradientTest {
  private static final int VOCABULARY = SequenceGradientTest.VOCABULARY;
  private static final WindowRegularization WEIGHTS = new WindowRegularization(0, 0.4, 0, 0);
  private static final WindowRegularization WORDS = new WindowRegularization(0.4, 0, 0, 0);
  private static final WindowRegularization PENALTIES = new WindowRegularization(0, 0, 2, 1.5);
  private static final WindowRegularization ALL = new WindowRegularization(0.3, 0.4, 2, 1.5);

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      mode = EnumSource.Mode.MATCH_NONE,
      names = {"MIN_.*"})
  void droppedRecurrentWeights(Cell cell) {
    check(stack(cell, false), null, WEIGHTS);
  }

  @Test
  void droppedWords() {
    check(stack(Cell.LSTM, false), SequenceGradientTest.mask(), WORDS);
  }

  /** Words are dropped from the embedding alone, not from the output that shares its matrix. */
  @Test
  void droppedWordsOfATiedEmbedding() {
    List<Layer> layers =
        List.of(
            SequenceNetworks.tiedEmbedding(VOCABULARY, 3),
            Cell.LSTM.layer(3, 3, 1),
            SequenceNetworks.tiedOutput(3, VOCABULARY));
    check(layers, null, WORDS);
  }

  @Test
  void lockedDropout() {
    check(stack(Cell.LSTM, true), SequenceGradientTest.mask(), WindowRegularization.NONE);
    check(stack(Cell.MIN_GRU, true), null, WindowRegularization.NONE);
  }

  /** Of what dropout leaves, and of the layer's own output. */
  @Test
  void penaltiesOnActivations() {
    for (double[] mask : new double[][] {null, SequenceGradientTest.mask()}) {
      check(stack(Cell.GRU_RESET_AFTER, true), mask, PENALTIES);
      check(stack(Cell.LSTM, false), mask, PENALTIES);
    }
    check(stack(Cell.MIN_LSTM, false), null, PENALTIES);
  }

  @Test
  void allPartsTogether() {
    check(stack(Cell.LSTM, true), SequenceGradientTest.mask(), ALL);
  }

  private static void check(List<Layer> layers, double[] mask, WindowRegularization parts) {
    SequenceGradientTest.check(layers, mask, state -> {}, parts);
  }

  /** An embedding, two cells and an output, with one mask of dropout before each but the first. */
  private static List<Layer> stack(Cell cell, boolean locked) {
    List<Layer> layers = new ArrayList<>();
    layers.add(SequenceNetworks.embedding(VOCABULARY, 2, false));
    layers.add(cell.layer(2, 3, 1));
    Layer second = cell.layer(3, 4, 1);
    layers.add(second);
    if (locked) {
      ((BaseRecurrentLayer) second).setIDropout(new SpatialDropout(0.6));
      layers.add(new DropoutLayer(new SpatialDropout(0.7)));
    }
    layers.add(SequenceNetworks.output(4, VOCABULARY));
    return layers;
  }
}
