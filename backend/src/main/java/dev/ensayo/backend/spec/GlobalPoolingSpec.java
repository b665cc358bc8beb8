package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;

/**
 * One number for each channel of an image, over all its pixels (Lin et al., "Network in network",
 * 2014, section 3.2).
 */
@Choice(value = "global-pooling", summary = "one number for each channel of an image")
public record GlobalPoolingSpec(
    @Setting(value = "what becomes of a channel", defaultValue = "mean") PoolingKind kind,
    @Setting(value = "p of the norm, for kind norm", defaultValue = "2", min = 1, max = 16)
        int exponent)
    implements LayerSpec {

  public GlobalPoolingSpec {
    Settings.check(GlobalPoolingSpec.class, kind, exponent);
  }

  /** A norm is Euclid's. */
  public GlobalPoolingSpec(PoolingKind kind) {
    this(kind, 2);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(ImageShape.check(inputShape, "global pooling").get(0));
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(
        new GlobalPoolingLayer.Builder(InDeeplearning4j.pooling(kind)).pnorm(exponent).build());
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
