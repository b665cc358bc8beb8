package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Objects;

/** What a recurrent network puts out, at each step or one for each sequence, and its loss. */
public sealed interface SequenceOutput {
  /** Length O of one output: the number of classes, or of numbers. */
  int size();

  /** What of the steps of the last recurrent layer the output layer reads. */
  Readout readout();

  /** The same of other steps. */
  SequenceOutput reading(Readout steps);

  /** The same with one output for each sequence, after its last step. */
  default SequenceOutput atLastStep() {
    return reading(Readout.LAST_STEP);
  }

  /**
   * Probabilities of classes, such as the next token: a softmax.
   *
   * @param size number of classes, at least 2
   * @param readout what of the steps is read
   * @param labelSmoothing ε, in [0, 1): a step minimizes the cross-entropy with (1 − ε) for the
   *     target and ε spread evenly over all classes (Szegedy et al., "Rethinking the Inception
   *     architecture", 2016, section 7); with ε = 0 it is −ln p(target), which is what is scored
   * @param tied whether the weights are those of the embedding, transposed (Press and Wolf, "Using
   *     the output embedding to improve language models", 2017): one matrix {@code [V, D]}, which
   *     starts as N(0, 1/D), D being the units of the last layer; for tokens at each step alone
   * @param range r: the weights start as U(−r, r) and those of a tied output as the embeddings do;
   *     0 for Glorot and Bengio's normal distribution
   */
  record Classes(int size, Readout readout, double labelSmoothing, boolean tied, double range)
      implements SequenceOutput {
    public Classes {
      Objects.requireNonNull(readout, "readout");
      if (size < 2) {
        throw new InvalidSettingException("classes", "must be at least 2, not " + size);
      }
      if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
        throw new InvalidSettingException(
            "labelSmoothing", "must be at least 0 and less than 1, not " + labelSmoothing);
      }
      if (tied && readout.onePerSequence()) {
        throw new InvalidSettingException("tied", "must be false with one output for a sequence");
      }
      checkRange(range);
    }

    @Override
    public Classes reading(Readout steps) {
      return new Classes(size, steps, labelSmoothing, tied, range);
    }

    /** The same with smoothed targets. */
    public Classes smoothed(double epsilon) {
      return new Classes(size, readout, epsilon, tied, range);
    }

    /** The same with the weights of the embedding. */
    public Classes tiedToEmbedding() {
      return new Classes(size, readout, labelSmoothing, true, range);
    }

    /** The same whose weights start as U(−r, r). */
    public Classes starting(double r) {
      return new Classes(size, readout, labelSmoothing, tied, r);
    }
  }

  /**
   * Probabilities of classes in clusters, the frequent ones first: an adaptive softmax (Grave et
   * al., "Efficient softmax approximation for GPUs", 2017). The classes below the first cutoff and
   * one number for each cluster are a softmax of the head; a class of a cluster has the probability
   * of the cluster times that within it, a softmax over the input's projection to D/dⁱ numbers for
   * the i-th. The probabilities are exact and sum to 1. One output at each step.
   *
   * @param size number V of classes
   * @param cutoffs where clusters begin, upwards, each from 1 to V − 1; at least one
   * @param divisor d, at least 1
   * @param range r: the weights start as U(−r, r); 0 for Glorot and Bengio's normal distribution
   */
  record ClusteredClasses(int size, List<Integer> cutoffs, double divisor, double range)
      implements SequenceOutput {
    public ClusteredClasses {
      cutoffs = ImmutableList.copyOf(cutoffs);
      checkCutoffs(cutoffs, size);
      if (!(divisor >= 1 && divisor < Double.POSITIVE_INFINITY)) {
        throw new InvalidSettingException("divisor", "must be at least 1, not " + divisor);
      }
      checkRange(range);
    }

    /**
     * Checks where clusters begin.
     *
     * @throws InvalidSettingException if they do not go upwards from 1 to V − 1
     */
    public static void checkCutoffs(List<Integer> cutoffs, int size) {
      if (cutoffs.isEmpty()) {
        throw new InvalidSettingException(
            "cutoffs", "must name where at least one cluster begins, such as [2000, 10000]");
      }
      int before = 0;
      for (int cutoff : cutoffs) {
        if (cutoff <= before) {
          throw new InvalidSettingException(
              "cutoffs", "must go upwards from at least 1, not " + cutoffs);
        }
        before = cutoff;
      }
      if (before >= size) {
        throw new InvalidSettingException(
            "cutoffs",
            "must be less than the " + size + " tokens of the vocabulary, not " + before);
      }
    }

    @Override
    public Readout readout() {
      return Readout.EVERY_STEP;
    }

    @Override
    public ClusteredClasses reading(Readout steps) {
      if (steps == Readout.EVERY_STEP) {
        return this;
      }
      throw new InvalidSettingException(
          "output",
          "an adaptive softmax puts out something at each step, not one for each sequence");
    }
  }

  private static void checkRange(double range) {
    if (!(range >= 0 && range < Double.POSITIVE_INFINITY)) {
      throw new InvalidSettingException("range", "must be at least 0, not " + range);
    }
  }

  /**
   * Numbers.
   *
   * @param size how many, at least 1
   * @param loss of one output; the function of the output layer is softmax for {@code
   *     kl-divergence}, sigmoid for {@code sigmoid-cross-entropy}, else the identity
   * @param readout what of the steps is read
   * @param initialization distribution of the output layer's initial weights
   * @param gain factor of them, above 0
   */
  record Numbers(int size, Loss loss, Readout readout, Initialization initialization, double gain)
      implements SequenceOutput {
    public Numbers {
      Objects.requireNonNull(loss, "loss");
      Objects.requireNonNull(readout, "readout");
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
    public Numbers reading(Readout steps) {
      return new Numbers(size, loss, steps, initialization, gain);
    }

    /** The same with another start of the output layer, such as an orthogonal one. */
    public Numbers starting(Initialization distribution, double factor) {
      return new Numbers(size, loss, readout, distribution, factor);
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
    return new Classes(size, Readout.EVERY_STEP, 0, false, 0);
  }

  /** So many numbers after each step, compared by a loss. */
  static Numbers numbers(int size, Loss loss) {
    return new Numbers(size, loss, Readout.EVERY_STEP, Initialization.XAVIER, 1);
  }
}
