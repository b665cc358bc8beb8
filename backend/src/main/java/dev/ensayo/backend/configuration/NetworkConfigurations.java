package dev.ensayo.backend.configuration;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.training.CenteredRmsProp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Between a {@link NetworkSpec} and Deeplearning4j's configuration. */
public final class NetworkConfigurations {
  private NetworkConfigurations() {}

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static MultiLayerConfiguration of(NetworkSpec spec, long seed, DataType precision) {
    NeuralNetConfiguration.ListBuilder list =
        base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .dataType(precision)
            .list();
    ILossFunction loss = InDeeplearning4j.loss(spec.loss(), spec.lossTerms());
    int last = spec.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      ILossFunction own = i == last ? loss : null;
      spec.layers()
          .get(i)
          .addTo(new ChainDraft(list, spec.shapes().get(i), spec.regularization(), own));
    }
    if (spec.inputShape().size() == 3) {
      // Tells each layer what enters it; rows of numbers become images at the input.
      List<Integer> shape = spec.inputShape();
      list.setInputType(InputType.convolutionalFlat(shape.get(1), shape.get(2), shape.get(0)));
    }
    return decayedOnce(list.build());
  }

  /**
   * What a layer is wrapped around, or the layer itself: that of which a {@code LastTimeStep} keeps
   * the last step alone, the two walks of a {@code Bidirectional} one, or what is frozen.
   */
  public static ImmutableList<Layer> inner(Layer layer) {
    if (layer instanceof Bidirectional both) {
      return ImmutableList.of(both.getFwd(), both.getBwd());
    }
    if (layer instanceof FrozenLayer frozen) {
      return ImmutableList.of(frozen.getLayer());
    }
    return ImmutableList.of(layer instanceof LastTimeStep last ? last.getUnderlying() : layer);
  }

  /** Puts the layer as it is in the place of itself trained; it has no updater. */
  static FrozenLayer frozen(Layer layer) {
    if (layer instanceof BaseLayer base) {
      base.setIUpdater(new NoOp());
      base.setBiasUpdater(null);
    }
    FrozenLayer wrapped = new FrozenLayer(layer);
    wrapped.setLayerName(layer.getLayerName());
    return wrapped;
  }

  /** Freezes the first layer. */
  static void freezeFirst(MultiLayerConfiguration configuration) {
    NeuralNetConfiguration first = configuration.getConf(0);
    first.setLayer(frozen(first.getLayer()));
  }

  /** The builder gives each layer the weight decay of the network twice. */
  static MultiLayerConfiguration decayedOnce(MultiLayerConfiguration configuration) {
    configuration.getConfs().forEach(NetworkConfigurations::decayOnce);
    return configuration;
  }

  /** Leaves a layer one weight decay of equal ones. */
  static void decayOnce(NeuralNetConfiguration conf) {
    for (Layer inner : inner(conf.getLayer())) {
      if (inner instanceof BaseLayer layer && layer.getRegularization() != null) {
        layer.setRegularization(new ArrayList<>(new LinkedHashSet<>(layer.getRegularization())));
      }
    }
  }

  /** What all layers have in common. */
  static NeuralNetConfiguration.Builder base(
      UpdaterSpec updater, Regularization regularization, GradientClipping clipping, long seed) {
    NeuralNetConfiguration.Builder network =
        new NeuralNetConfiguration.Builder().seed(seed).updater(updater.inDeeplearning4j());
    if (regularization.l1() > 0) {
      network.l1(regularization.l1());
    }
    if (regularization.l2() > 0) {
      network.l2(regularization.l2());
    }
    updater.decoupledDecay().ifPresent(decay -> network.weightDecay(decay, true));
    if (clipping.value().isPresent()) {
      network
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(clipping.value().getAsDouble());
    }
    if (clipping.layerNorm().isPresent()) {
      network
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(clipping.layerNorm().getAsDouble());
    }
    return network;
  }

  /** Whether an updater of ours keeps state that no Deeplearning4j updater could read. */
  public static boolean hasForeignUpdaterState(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream().anyMatch(NetworkConfigurations::hasForeignUpdater);
  }

  public static boolean hasForeignUpdater(NeuralNetConfiguration conf) {
    return inner(conf.getLayer()).stream()
        .anyMatch(
            layer ->
                layer instanceof BaseLayer base && base.getIUpdater() instanceof CenteredRmsProp);
  }
}
