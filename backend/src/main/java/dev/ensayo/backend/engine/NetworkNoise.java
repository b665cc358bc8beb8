package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The noise of a network's noisy layers, layer by layer in the order of the parameters, for each of
 * them f(ε) of the inputs, then of the outputs, with f(e) = sgn(e)·√|e| (Fortunato et al., "Noisy
 * networks for exploration", 2018, eq. 10 and 11).
 */
final class NetworkNoise {
  /** What sets the noise of a layer; see {@link dev.ensayo.backend.compiled.node.Noisy}. */
  @FunctionalInterface
  interface Setter {
    void setNoise(float[] ofInputs, float[] ofOutputs);
  }

  /** A layer of F inputs and O outputs. */
  static final class Layer {
    private final float[] ofInputs;
    private final float[] ofOutputs;
    private final Setter setter;

    Layer(int inputs, int outputs, Setter setter) {
      this.ofInputs = new float[inputs];
      this.ofOutputs = new float[outputs];
      this.setter = setter;
    }
  }

  private final ImmutableList<Layer> layers;
  private boolean present;

  NetworkNoise(List<Layer> layers) {
    this.layers = ImmutableList.copyOf(layers);
  }

  boolean hasLayers() {
    return !layers.isEmpty();
  }

  /** Draws ε of every layer. */
  void draw(RandomGenerator random) {
    for (int i = 0; i < layers.size(); i++) {
      draw(random, layers.get(i).ofInputs);
      draw(random, layers.get(i).ofOutputs);
    }
    present = true;
    set();
  }

  private static void draw(RandomGenerator random, float[] noise) {
    for (int i = 0; i < noise.length; i++) {
      double e = random.nextGaussian();
      noise[i] = (float) (Math.signum(e) * Math.sqrt(Math.abs(e)));
    }
  }

  /** ε ← 0. */
  void remove() {
    present = false;
    set();
  }

  /** Gives every layer its noise again. */
  void set() {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      layer.setter.setNoise(present ? layer.ofInputs : null, present ? layer.ofOutputs : null);
    }
  }

  /** Writes it to a checkpoint; nothing for a network without noisy layers. */
  void saveState(StateWriter out) throws IOException {
    if (!hasLayers()) {
      return;
    }
    out.section("noise");
    out.writeBoolean(present);
    for (Layer layer : layers) {
      out.writeFloats(layer.ofInputs);
      out.writeFloats(layer.ofOutputs);
    }
  }

  /** Reads what {@link #saveState} wrote. */
  void loadState(StateReader in) throws IOException {
    if (!hasLayers()) {
      return;
    }
    in.section("noise");
    present = in.readBoolean();
    for (Layer layer : layers) {
      in.readFloats(layer.ofInputs);
      in.readFloats(layer.ofOutputs);
    }
    set();
  }
}
