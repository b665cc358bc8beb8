package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.WindowRegularization;
import dev.ensayo.backend.compiled.arithmetic.KeepMask;
import dev.ensayo.backend.extension.OwnRecurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Recurrent weights and embeddings of a network of Deeplearning4j that are dropped for a window:
 * set to zero or divided by the probability of keeping them while a gradient is computed, which is
 * then multiplied by the same mask. The library's own {@code DropConnect} divides by nothing and
 * gives dropped weights a gradient.
 */
final class DroppedParameters {
  /** What all recurrent layers call their recurrent weights, Deeplearning4j's and ours. */
  private static final String RECURRENT = OwnRecurrent.RECURRENT_WEIGHTS;

  private final ImmutableList<Dropped> all;

  /** What is dropped in the order of the compiled engine, so that both draw the same masks. */
  DroppedParameters(MultiLayerNetwork network, WindowRegularization regularization) {
    List<Dropped> recurrent = new ArrayList<>();
    List<Dropped> words = new ArrayList<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      if (regularization.recurrentWeights() > 0) {
        for (String name : layer.paramTable().keySet()) {
          // With a letter before it, of each walk of a bidirectional layer.
          if (name.endsWith(RECURRENT)) {
            double keep = 1 - regularization.recurrentWeights();
            recurrent.add(new Dropped(layer, i, name, false, keep));
          }
        }
      }
      if (layer.conf().getLayer() instanceof EmbeddingSequenceLayer && regularization.words() > 0) {
        double keep = 1 - regularization.words();
        words.add(new Dropped(layer, i, DefaultParamInitializer.WEIGHT_KEY, true, keep));
      }
    }
    this.all = ImmutableList.<Dropped>builder().addAll(recurrent).addAll(words).build();
  }

  /** Before the forward of a window that is learned from. */
  void drop(RandomGenerator random) {
    all.forEach(dropped -> dropped.drop(random));
  }

  /** After its backward. */
  void maskGradient(Gradient gradient) {
    all.forEach(dropped -> dropped.maskGradient(gradient));
  }

  /** Puts the parameters back. */
  void restore() {
    all.forEach(Dropped::restore);
  }

  /** One array of parameters. */
  private static final class Dropped {
    private final INDArray values;
    private final String name;
    private final boolean rows;
    private final double keep;
    private INDArray mask;
    private INDArray own;

    /**
     * @param rows whether a row is dropped as a whole
     */
    Dropped(Layer layer, int index, String name, boolean rows, double keep) {
      this.values = layer.getParam(name);
      this.name = index + "_" + name;
      this.rows = rows;
      this.keep = keep;
    }

    void drop(RandomGenerator random) {
      long count = rows ? values.size(0) : values.length();
      float[] drawn = new float[Math.toIntExact(count)];
      KeepMask.draw(random, keep, drawn);
      INDArray flat = Nd4j.createFromArray(drawn);
      mask = rows ? flat.reshape(count, 1) : flat.reshape('f', values.shape());
      own = values.dup();
      multiply(values);
    }

    void maskGradient(Gradient gradient) {
      multiply(gradient.getGradientFor(name));
    }

    private void multiply(INDArray array) {
      if (rows) {
        array.muliColumnVector(mask);
      } else {
        array.muli(mask);
      }
    }

    void restore() {
      values.assign(own);
      own.close();
      mask.close();
    }
  }
}
