package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;

/**
 * One layer of a {@link NetworkSpec} or {@link GraphSpec}: a record with a {@link
 * dev.ensayo.core.config.Choice} that a {@link dev.ensayo.core.config.ChoiceProvider} names; those
 * of this room are in {@link LayerChoices}. {@code docs/adding-a-layer.md} adds one.
 */
public non-sealed interface LayerSpec extends NodeSpec {
  /**
   * The shape of one output: {@code [F]} for a vector, {@code [C, H, W]} for an image.
   *
   * @param inputShape of one input
   * @throws InvalidSettingException if such an input does not fit, naming the setting
   */
  List<Integer> outputShape(List<Integer> inputShape);

  /** The function applied to each number of the output. */
  Activation activation();

  /** Adds what it is for Deeplearning4j. */
  void addTo(LayerDraft draft);
}
