package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.stream.Stream;

/** Small networks that read a sequence and write another. */
public final class EncoderDecoders {
  /** Tokens that are read. */
  public static final int SOURCE_VOCABULARY = 5;

  /** Tokens that are written. */
  public static final int TARGET_VOCABULARY = 7;

  private static final int EMBEDDING = 3;

  private EncoderDecoders() {}

  /** Those of a cell, two layers of it each, with every attention. */
  public static Stream<EncoderDecoderSpec> each(String cell) {
    return Stream.of(Attention.values()).map(attention -> of(cell, attention));
  }

  /** One of them. */
  public static EncoderDecoderSpec of(String cell, Attention attention) {
    RecurrentSpec layer = EveryKind.cell(cell);
    return new EncoderDecoderSpec(
        SOURCE_VOCABULARY,
        TARGET_VOCABULARY,
        EMBEDDING,
        List.of(layer, layer),
        List.of(layer, layer),
        attention,
        0,
        Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2, epsilon: 1e-3}"),
        Regularization.none(),
        Settings.of(GradientClipping.class, "{norm: 1}"));
  }

  /** One LSTM each, trained by plain gradient descent without limits. */
  public static EncoderDecoderSpec plain(Attention attention, double learningRate) {
    RecurrentSpec layer = EveryKind.cell("{type: lstm, units: 4}");
    return new EncoderDecoderSpec(
        SOURCE_VOCABULARY,
        TARGET_VOCABULARY,
        EMBEDDING,
        List.of(layer),
        List.of(layer),
        attention,
        0,
        Settings.of(UpdaterSpec.Sgd.class, "{learningRate: " + learningRate + "}"),
        Regularization.none(),
        GradientClipping.none());
  }
}
