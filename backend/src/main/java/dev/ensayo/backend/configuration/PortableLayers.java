package dev.ensayo.backend.configuration;

import dev.ensayo.backend.extension.CosineSchedule;
import dev.ensayo.backend.extension.LinearSchedule;
import dev.ensayo.backend.extension.ScaledRate;
import dev.ensayo.backend.extension.WarmUpSchedule;
import dev.ensayo.backend.training.ActivityPenalty;
import dev.ensayo.backend.training.CenteredRmsProp;
import dev.ensayo.backend.training.GroupedLoss;
import dev.ensayo.backend.training.HuberLoss;
import dev.ensayo.backend.training.Momentum;
import dev.ensayo.backend.training.OrthogonalWeights;
import dev.ensayo.backend.training.OwnUpdater;
import dev.ensayo.backend.training.RectifiedAdam;
import dev.ensayo.backend.training.ScaledWeights;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import dev.ensayo.backend.training.WeightedLoss;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.OrthogonalDistribution;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Puts classes of Deeplearning4j in the place of those that training alone needs, for what is
 * written: {@code LossL2} for {@link HuberLoss} and {@link GroupedLoss}, {@code LossMCXENT} for
 * {@link SmoothedCrossEntropy}, {@code RmsProp} for {@link CenteredRmsProp}, {@code Nesterovs} for
 * {@link Momentum}, {@code Adam} for {@link RectifiedAdam}, {@code OrthogonalDistribution} for
 * {@link OrthogonalWeights}, the identity for {@link ActivityPenalty}, weights without their gain
 * for other {@link ScaledWeights}, and the learning rate before any schedule for a schedule of
 * ours. The library has none that is the same: its {@code PolySchedule} of power 1 goes up where it
 * should go down, and two equal {@code RampSchedule}s are not equal, which takes a network's
 * updater state apart. Inference is not affected.
 */
public final class PortableLayers {
  private static final String SCHEDULE = "learningRateSchedule";

  private PortableLayers() {}

  /** A copy of a configuration that names no class that training alone needs. */
  public static MultiLayerConfiguration of(MultiLayerConfiguration configuration) {
    MultiLayerConfiguration copy = configuration.clone();
    for (NeuralNetConfiguration conf : copy.getConfs()) {
      replaceIn(conf.getLayer());
    }
    return copy;
  }

  /**
   * Puts Deeplearning4j's classes in the place of ours.
   *
   * @param layer a copy; what it shares with the original stays as it is
   */
  public static void replaceIn(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      // A copy of a wrapper wraps the same layer.
      wrapper.setUnderlying(wrapper.getUnderlying().clone());
      replaceIn(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      both.setFwd(both.getFwd().clone());
      both.setBwd(both.getBwd().clone());
      replaceIn(both.getFwd());
      replaceIn(both.getBwd());
    }
    if (layer instanceof BaseLayer base) {
      base.setIUpdater(portable(base.getIUpdater()));
      base.setBiasUpdater(portable(base.getBiasUpdater()));
      base.setWeightInitFn(portable(base.getWeightInitFn()));
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      recurrent.setWeightInitFnRecurrent(portable(recurrent.getWeightInitFnRecurrent()));
    }
    if (layer instanceof ActivationLayer function
        && function.getActivationFn() instanceof ActivityPenalty) {
      function.setActivationFn(new ActivationIdentity());
    }
    if (layer instanceof BaseOutputLayer output) {
      output.setLossFn(portable(output.getLossFn()));
    }
    if (layer instanceof LossLayer output) {
      output.setLossFn(portable(output.getLossFn()));
    }
    if (layer instanceof CnnLossLayer output) {
      output.setLossFn(portable(output.getLossFn()));
    }
  }

  /** A copy, so that what is being trained keeps its schedule. */
  private static IUpdater portable(IUpdater updater) {
    if (updater == null) {
      return null;
    }
    IUpdater copy = inLibrary(updater);
    ISchedule schedule = schedule(copy);
    if (isOurs(schedule)) {
      copy.setLrAndSchedule(start(schedule), null);
    }
    return copy;
  }

  private static IUpdater inLibrary(IUpdater updater) {
    return updater instanceof OwnUpdater own ? own.nearest() : updater.clone();
  }

  private static boolean isOurs(ISchedule schedule) {
    return schedule instanceof LinearSchedule
        || schedule instanceof CosineSchedule
        || schedule instanceof WarmUpSchedule
        || schedule instanceof ScaledRate;
  }

  /** The rate that a study calls {@code learningRate}, times what it was scaled by. */
  private static double start(ISchedule schedule) {
    if (schedule instanceof WarmUpSchedule warmUp) {
      return start(warmUp.then());
    }
    if (schedule instanceof ScaledRate scaled) {
      ISchedule own = schedule(scaled.of());
      return scaled.factor() * (own == null ? scaled.of().getLearningRate(0, 0) : start(own));
    }
    return schedule.valueAt(0, 0);
  }

  /** An updater's schedule or null; the library's updaters have no common way to it but JSON. */
  private static ISchedule schedule(IUpdater updater) {
    if (!updater.hasLearningRate()) {
      return null;
    }
    ObjectMapper json = NeuralNetConfiguration.mapper();
    JsonNode schedule = json.valueToTree(updater).get(SCHEDULE);
    if (schedule == null || schedule.isNull()) {
      return null;
    }
    try {
      return json.treeToValue(schedule, ISchedule.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schedule of " + updater + " cannot be written", e);
    }
  }

  private static ILossFunction portable(ILossFunction loss) {
    ILossFunction inner = loss instanceof WeightedLoss weighted ? weighted.unweighted() : loss;
    if (inner instanceof SmoothedCrossEntropy smoothed) {
      return new LossMCXENT(smoothed.getSoftmaxClipEps(), smoothed.getWeights());
    }
    return inner instanceof HuberLoss || inner instanceof GroupedLoss ? new LossL2() : inner;
  }

  private static IWeightInit portable(IWeightInit init) {
    if (init instanceof ScaledWeights scaled) {
      return scaled.weights() instanceof OrthogonalWeights
          ? orthogonal(scaled.gain())
          : scaled.weights();
    }
    return init instanceof OrthogonalWeights ? orthogonal(1) : init;
  }

  private static IWeightInit orthogonal(double gain) {
    return new WeightInitDistribution(new OrthogonalDistribution(gain));
  }
}
