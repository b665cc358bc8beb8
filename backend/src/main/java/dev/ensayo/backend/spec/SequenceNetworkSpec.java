package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent network and how it is trained; {@code SequenceModels} makes a model of it.
 *
 * <p>Tokens are embedded, or read by the first layer as one-hot rows would be, and vectors as they
 * are; a dense output layer follows the last recurrent one. A step minimizes the mean of the
 * output's loss over the targets; regularization is as in {@link NetworkSpec}.
 *
 * @param input what is read at each step
 * @param layers recurrent layers from input to output, at least one
 * @param outputDropout probability of dropping each input of the output layer while training
 * @param output what is put out, and its loss
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 * @param recurrentRegularization what regularizes the recurrent layers beside dropout
 */
public record SequenceNetworkSpec(
    SequenceInput input,
    List<RecurrentSpec> layers,
    double outputDropout,
    SequenceOutput output,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping,
    RecurrentRegularization recurrentRegularization) {

  public SequenceNetworkSpec {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(recurrentRegularization, "recurrentRegularization");
    layers = ImmutableList.copyOf(layers);
    if (layers.isEmpty()) {
      throw new InvalidSettingException("layers", "needs at least one recurrent layer");
    }
    if (input instanceof SequenceInput.Tokens tokens
        && tokens.embeddingSize() == 0
        && layers.get(0).dropout() > 0) {
      throw new InvalidSettingException(
          "layers[0].dropout", "drops embeddings, which need an embeddingSize of at least 1");
    }
    if (output instanceof SequenceOutput.Classes classes && classes.tied()) {
      checkTied(input, layers.get(layers.size() - 1), classes);
    }
    if (!(outputDropout >= 0 && outputDropout < 1)) {
      throw new InvalidSettingException(
          "outputDropout", "must be at least 0 and less than 1, not " + outputDropout);
    }
    recurrentRegularization.check(layers);
  }

  /**
   * Checks that an engine trains such a network.
   *
   * @throws InvalidSettingException for what {@code engine: deeplearning4j} cannot do
   */
  public void check(BackendConfig backend) {
    recurrentRegularization.check(backend);
    if (backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J
        && input instanceof SequenceInput.Tokens tokens
        && tokens.wordDropout() > 0
        && output instanceof SequenceOutput.Classes classes
        && classes.tied()) {
      throw new InvalidSettingException(
          "wordDropout",
          "must be 0 with a tied output and engine: deeplearning4j, where embedding and output are"
              + " one matrix; take engine: compiled");
    }
  }

  /**
   * Checks that an engine learns from texts of different lengths with such layers.
   *
   * @throws InvalidSettingException for what {@code engine: deeplearning4j} cannot do: an LSTM of
   *     the library that reads both ways
   */
  public static void checkLengths(List<RecurrentSpec> layers, BackendConfig backend) {
    boolean pastEnds =
        layers.stream()
            .anyMatch(
                each ->
                    each instanceof RecurrentSpec.Lstm
                        && each.recurrence().bidirectional()
                        && !each.recurrence().layerNormalization());
    if (pastEnds && backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J) {
      throw new InvalidSettingException(
          "cell",
          "must be rnn, gru, min-gru or min-lstm, or bidirectional false, with engine:"
              + " deeplearning4j: the gradient of its LSTM that reads both ways goes past the ends of"
              + " texts");
    }
  }

  private static void checkTied(
      SequenceInput input, RecurrentSpec last, SequenceOutput.Classes output) {
    if (!(input instanceof SequenceInput.Tokens tokens) || tokens.vocabulary() != output.size()) {
      throw new InvalidSettingException("tied", "needs the same tokens in and out");
    }
    if (tokens.embeddingSize() != last.outputs()) {
      throw new InvalidSettingException(
          "embeddingSize",
          "must be "
              + last.outputs()
              + ", the outputs of the last layer, where the output is tied to the embedding, not "
              + tokens.embeddingSize());
    }
    if (!tokens.trained()) {
      throw new InvalidSettingException(
          "tied", "the embedding is the output's matrix, too, and must be learned");
    }
  }

  /** Whether a layer reads sequences backwards too, so that a window stands alone. */
  public boolean bidirectional() {
    return layers.stream().anyMatch(layer -> layer.recurrence().bidirectional());
  }

  /** A network whose recurrent layers are regularized by dropout alone. */
  public SequenceNetworkSpec(
      SequenceInput input,
      List<RecurrentSpec> layers,
      double outputDropout,
      SequenceOutput output,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    this(
        input,
        layers,
        outputDropout,
        output,
        updater,
        regularization,
        clipping,
        RecurrentRegularization.none());
  }

  /**
   * A language model: tokens in, the probabilities of the next token out.
   *
   * @param vocabulary number V of tokens, at least 2
   * @param embeddingSize length D of a token's embedding; 0 for none
   */
  public SequenceNetworkSpec(
      int vocabulary,
      int embeddingSize,
      List<RecurrentSpec> layers,
      double outputDropout,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    this(
        new SequenceInput.Tokens(vocabulary, embeddingSize),
        layers,
        outputDropout,
        SequenceOutput.classes(vocabulary),
        updater,
        regularization,
        clipping);
  }
}
