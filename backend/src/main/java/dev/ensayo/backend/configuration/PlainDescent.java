package dev.ensayo.backend.configuration;

import dev.ensayo.backend.model.NetworkMemory;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A trained network that goes on by gradient descent alone: one learning rate and no dropout,
 * penalties, limits or schedules.
 */
public final class PlainDescent {
  private PlainDescent() {}

  /**
   * A network of the same layers and parameters.
   *
   * @param trained is freed
   * @param learningRate positive
   */
  public static MultiLayerNetwork of(MultiLayerNetwork trained, double learningRate) {
    MultiLayerConfiguration configuration = trained.getLayerWiseConfigurations().clone();
    for (NeuralNetConfiguration conf : configuration.getConfs()) {
      for (Layer inner : NetworkConfigurations.inner(conf.getLayer())) {
        if (inner instanceof BaseLayer layer) {
          makePlain(layer, learningRate);
        }
      }
    }
    MultiLayerNetwork plain = new MultiLayerNetwork(configuration);
    plain.init(trained.params().dup(), false);
    NetworkMemory.free(trained);
    return plain;
  }

  private static void makePlain(BaseLayer layer, double learningRate) {
    layer.setIUpdater(new Sgd(learningRate));
    layer.setBiasUpdater(null);
    layer.setRegularization(List.of());
    layer.setRegularizationBias(List.of());
    layer.setGradientNormalization(GradientNormalization.None);
    layer.setConstraints(null);
    layer.setIDropout(null);
  }
}
