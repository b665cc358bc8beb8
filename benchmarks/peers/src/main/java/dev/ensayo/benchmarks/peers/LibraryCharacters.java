package dev.ensayo.benchmarks.peers;

import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.core.training.BackendConfig;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A character model as a Deeplearning4j user trains it: {@code fit} on one-hot windows. */
final class LibraryCharacters implements PeerTask {
  private final MultiLayerNetwork network;
  private final List<INDArray> features = new ArrayList<>();
  private final List<INDArray> labels = new ArrayList<>();
  private int turn;

  LibraryCharacters(PeerWorkload workload, BackendConfig backend) {
    LoadedBackend.prepare(backend);
    BaseRecurrentLayer.Builder<?> layer =
        switch (workload.cell()) {
          case "rnn" -> new SimpleRnn.Builder();
          case "lstm" -> new LSTM.Builder();
          default -> throw new IllegalArgumentException("Deeplearning4j has no " + workload.cell());
        };
    layer.nIn(PeerWorkload.VOCABULARY).nOut(workload.units()).activation(Activation.TANH);
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(PeerWorkload.LEARNING_RATE))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(PeerWorkload.LARGEST_NORM)
                .list()
                .layer(layer.build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(workload.units())
                        .nOut(PeerWorkload.VOCABULARY)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    int count = workload.batch() * PeerWorkload.STEPS;
    for (int[] tokens : Batches.indices("tokens", count, PeerWorkload.VOCABULARY)) {
      features.add(window(tokens, workload.batch()));
    }
    for (int[] tokens : Batches.indices("targets", count, PeerWorkload.VOCABULARY)) {
      labels.add(window(tokens, workload.batch()));
    }
  }

  /** {@code [B, V, T]}. */
  private static INDArray window(int[] tokens, int batch) {
    INDArray window =
        Nd4j.zeros(DataType.FLOAT, batch, PeerWorkload.VOCABULARY, PeerWorkload.STEPS);
    for (int i = 0; i < tokens.length; i++) {
      window.putScalar(i % batch, tokens[i], i / batch, 1);
    }
    return window;
  }

  @Override
  public void call() {
    turn = (turn + 1) % Batches.COUNT;
    network.fit(features.get(turn), labels.get(turn));
  }

  @Override
  public void close() {
    network.close();
  }
}
