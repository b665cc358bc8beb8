package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent network that reads a sequence of tokens and writes another, and how it is trained;
 * {@code TransductionModels} makes a model of it.
 *
 * <p>Tokens that are read are embedded and go through the encoder. What its last layer puts out
 * after the last of them is beside each embedded token at the input of the decoder (Cho et al.,
 * "Learning phrase representations using RNN encoder-decoder", 2014, section 2.2; Keras' {@code
 * RepeatVector}), which begins with a state of zeros. Each step of its last layer may attend to all
 * steps of the encoder's; a softmax follows.
 *
 * @param sourceVocabulary number of tokens that are read, at least 2
 * @param targetVocabulary number V of tokens that are written, at least 2
 * @param embeddingSize length D of a token's embedding, at least 1
 * @param encoder recurrent layers from the tokens read on, at least one
 * @param decoder recurrent layers from the tokens written on, at least one
 * @param attention of the decoder's last layer to the encoder's; {@code DOT} needs as many units
 * @param outputDropout probability of dropping each input of the output layer while training
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 */
public record EncoderDecoderSpec(
    int sourceVocabulary,
    int targetVocabulary,
    int embeddingSize,
    List<RecurrentSpec> encoder,
    List<RecurrentSpec> decoder,
    Attention attention,
    double outputDropout,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping) {
  public EncoderDecoderSpec {
    Objects.requireNonNull(attention, "attention");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    encoder = ImmutableList.copyOf(encoder);
    decoder = ImmutableList.copyOf(decoder);
    atLeast("sourceVocabulary", sourceVocabulary, 2);
    atLeast("targetVocabulary", targetVocabulary, 2);
    atLeast("embeddingSize", embeddingSize, 1);
    if (encoder.isEmpty() || decoder.isEmpty()) {
      throw new InvalidSettingException(
          "layers", "encoder and decoder need at least one recurrent layer each");
    }
    int encoded = encoder.get(encoder.size() - 1).units();
    int decoded = decoder.get(decoder.size() - 1).units();
    if (attention == Attention.DOT && encoded != decoded) {
      throw new InvalidSettingException(
          "attention",
          "dot needs as many units in the decoder's last layer as in the encoder's, not "
              + decoded
              + " and "
              + encoded);
    }
    if (!(outputDropout >= 0 && outputDropout < 1)) {
      throw new InvalidSettingException(
          "outputDropout", "must be at least 0 and less than 1, not " + outputDropout);
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new InvalidSettingException(name, "must be at least " + least + ", not " + value);
    }
  }
}
