package dev.ensayo.backend.spec;

import dev.ensayo.core.config.ChoiceProvider;
import java.util.List;

/** The layers of this room. */
public final class LayerChoices implements ChoiceProvider<LayerSpec> {
  @Override
  public Class<LayerSpec> type() {
    return LayerSpec.class;
  }

  @Override
  public List<Class<? extends LayerSpec>> choices() {
    return List.of(
        DenseSpec.class,
        NoisyDenseSpec.class,
        ConvolutionSpec.class,
        TransposedConvolutionSpec.class,
        UpsamplingSpec.class,
        PoolingSpec.class,
        GlobalPoolingSpec.class,
        BatchNormalizationSpec.class,
        LayerNormalizationSpec.class,
        ResidualSpec.class,
        DuelingSpec.class,
        LearnedConstantSpec.class,
        ActivityPenaltySpec.class,
        PixelOutputSpec.class);
  }
}
