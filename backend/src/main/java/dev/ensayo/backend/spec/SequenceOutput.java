package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.Objects;

/** What a recurrent network puts out, at each step or after the last one, and its loss. */
public sealed interface SequenceOutput {
  /** Length O of one output: the number of classes, or of numbers. */
  int size();

  /** Whether there is one output for each sequence, after its last step; else one for each step. */
  boolean lastStepOnly();

  /** The same with one output for each sequence, after its last step. */
  SequenceOutput atLastStep();

  /**
   * Probabilities of classes, such as the next token: a softmax.
   *
   * @param size number of classes, at least 2
   * @param lastStepOnly whether there is one output for each sequence
   * @param labelSmoothing ε, in [0, 1): a step minimizes the cross-entropy with (1 − ε) for the
   *     target and ε spread evenly over all classes (Szegedy et al., "Rethinking the Inception
   *     architecture", 2016, section 7); with ε = 0 it is −ln p(target), which is what is scored
   * @param tied whether the weights are those of the embedding, transposed (Press and Wolf, "Using
   *     the output embedding to improve language models", 2017): one matrix {@code [V, D]}, which
   *     starts as N(0, 1/D), D being the units of the last layer; for tokens at each step alone
   */
  record Classes(int size, boolean lastStepOnly, double labelSmoothing, boolean tied)
      implements SequenceOutput {
    public Classes {
      if (size < 2) {
        throw new InvalidSettingException("classes", "must be at least 2, not " + size);
      }
      if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
        throw new InvalidSettingException(
            "labelSmoothing", "must be at least 0 and less than 1, not " + labelSmoothing);
      }
      if (tied && lastStepOnly) {
        throw new InvalidSettingException("tied", "must be false with the last step alone");
      }
    }

    @Override
    public Classes atLastStep() {
      return new Classes(size, true, labelSmoothing, tied);
    }

    /** The same with smoothed targets. */
    public Classes smoothed(double epsilon) {
      return new Classes(size, lastStepOnly, epsilon, tied);
    }

    /** The same with the weights of the embedding. */
    public Classes tiedToEmbedding() {
      return new Classes(size, lastStepOnly, labelSmoothing, true);
    }
  }

  /**
   * Numbers.
   *
   * @param size how many, at least 1
   * @param loss of one output; the function of the output layer is softmax for {@code
   *     kl-divergence}, sigmoid for {@code sigmoid-cross-entropy}, else the identity
   * @param lastStepOnly whether there is one output for each sequence
   * @param initialization distribution of the output layer's initial weights
   * @param gain factor of them, above 0
   */
  record Numbers(
      int size, Loss loss, boolean lastStepOnly, Initialization initialization, double gain)
      implements SequenceOutput {
    public Numbers {
      Objects.requireNonNull(loss, "loss");
      Objects.requireNonNull(initialization, "initialization");
      if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
        throw new InvalidSettingException("gain", "must be above 0, not " + gain);
      }
      if (size < 1) {
        throw new InvalidSettingException("outputs", "must be at least 1, not " + size);
      }
      if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
        throw new InvalidSettingException(
            "loss", "softmax-cross-entropy is for classes, not for numbers");
      }
    }

    @Override
    public Numbers atLastStep() {
      return new Numbers(size, loss, true, initialization, gain);
    }

    /** The same with another start of the output layer, such as an orthogonal one. */
    public Numbers starting(Initialization distribution, double factor) {
      return new Numbers(size, loss, lastStepOnly, distribution, factor);
    }

    /** The function of the output layer. */
    public Activation activation() {
      return switch (loss) {
        case KL_DIVERGENCE -> Activation.SOFTMAX;
        case SIGMOID_CROSS_ENTROPY -> Activation.SIGMOID;
        default -> Activation.IDENTITY;
      };
    }
  }

  /** One of so many classes after each step. */
  static Classes classes(int size) {
    return new Classes(size, false, 0, false);
  }

  /** So many numbers after each step, compared by a loss. */
  static Numbers numbers(int size, Loss loss) {
    return new Numbers(size, loss, false, Initialization.XAVIER, 1);
  }
}
