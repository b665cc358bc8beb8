package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.extension.ScaledRate;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The learning rates of a network's updaters while it trains: what their schedules say, times a
 * factor, or a rate in their place.
 */
public final class LearningRates implements Stateful {
  /** What each updater was at first. */
  private final IdentityHashMap<IUpdater, IUpdater> originals = new IdentityHashMap<>();

  private double rate = Double.NaN;
  private double factor = 1;

  LearningRates(List<Layer> layers) {
    for (Layer layer : layers) {
      for (Layer inner : NetworkConfigurations.inner(layer)) {
        if (inner instanceof BaseLayer own) {
          remember(own.getIUpdater());
          remember(own.getBiasUpdater());
        }
      }
    }
  }

  private void remember(IUpdater updater) {
    if (updater != null && updater.hasLearningRate()) {
      originals.put(updater, updater.clone());
    }
  }

  /**
   * From now on this rate, whatever the schedules say.
   *
   * @param learningRate positive
   */
  void set(double learningRate) {
    checkArgument(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "a learning rate of %s",
        learningRate);
    if (learningRate == rate) {
      return;
    }
    rate = learningRate;
    factor = 1;
    originals.keySet().forEach(updater -> updater.setLrAndSchedule(learningRate, null));
  }

  /** From now on this factor times what the schedules say. */
  void scale(double scale) {
    rate = Double.NaN;
    factor = scale;
    originals.forEach(
        (updater, original) ->
            updater.setLrAndSchedule(
                original.getLearningRate(0, 0), new ScaledRate(original, scale)));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeDouble(rate);
    out.writeDouble(factor);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    double savedRate = in.readDouble();
    double savedFactor = in.readDouble();
    if (!Double.isNaN(savedRate)) {
      set(savedRate);
    } else if (savedFactor != factor || !Double.isNaN(rate)) {
      scale(savedFactor);
    }
  }
}
