package dev.ensayo.supervised.passes;

import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the weight and the bias of a line were after each update, from the start on. */
public final class LinePath implements Stateful {
  /** Updates that are kept; those after them are not drawn. */
  private static final int MOST = 5000;

  private final List<Double> weights = new ArrayList<>();
  private final List<Double> biases = new ArrayList<>();

  /** Adds where a network of one weight and one bias is now. */
  public void add(DenseChain chain) {
    if (weights.size() < MOST) {
      double[] neuron = chain.weights(0)[0];
      weights.add(neuron[0]);
      biases.add(neuron[1]);
    }
  }

  List<Double> weights() {
    return weights;
  }

  List<Double> biases() {
    return biases;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("path");
    out.writeInt(weights.size());
    for (int i = 0; i < weights.size(); i++) {
      out.writeDouble(weights.get(i));
      out.writeDouble(biases.get(i));
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("path");
    weights.clear();
    biases.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      weights.add(in.readDouble());
      biases.add(in.readDouble());
    }
  }
}
