package dev.ensayo.benchmarks.peers;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * What every engine does: the same network, batch, loss and updater. An amount is what one call
 * gets through; a figure without one is the time of a call.
 */
enum PeerWorkload {
  /** A gradient step of DQN, the target network's forward pass included; Adam, Huber loss. */
  DQN_STEP_64_64(Kind.DQN, 64, 64, 64, 0),
  /** The same with CleanRL's network and batch. */
  DQN_STEP_120_84(Kind.DQN, 128, 120, 84, 0),
  /** Q-values of one observation. */
  GREEDY_64_64(Kind.OBSERVATION, 1, 64, 64, 0),
  /** Training a character model of one layer: B 32, T 64, V 65, Adam, clipping of the norm. */
  RNN_256(Kind.CHARACTERS, 32, 256, 1, 32 * 64),
  RNN_512(Kind.CHARACTERS, 32, 512, 1, 32 * 64),
  LSTM_256(Kind.CHARACTERS, 32, 256, 4, 32 * 64),
  LSTM_512(Kind.CHARACTERS, 32, 512, 4, 32 * 64),
  GRU_256(Kind.CHARACTERS, 32, 256, 3, 32 * 64),
  GRU_512(Kind.CHARACTERS, 32, 512, 3, 32 * 64),
  /** The same without recurrent weights. */
  MIN_GRU_256(Kind.CHARACTERS, 32, 256, 0, 32 * 64),
  MIN_GRU_512(Kind.CHARACTERS, 32, 512, 0, 32 * 64),
  MIN_LSTM_256(Kind.CHARACTERS, 32, 256, 0, 32 * 64),
  MIN_LSTM_512(Kind.CHARACTERS, 32, 512, 0, 32 * 64),
  /**
   * Training LeNet on 28×28 (5×5×20, pool, 5×5×50, pool, dense 500, 10 classes), batch 64, Adam.
   */
  LENET(Kind.LENET, 64, 0, 0, 64),
  /** A DQN step with 3×3×16 on 10×10×4, dense 128, 6 actions; batch 32, Adam, Huber loss. */
  MINATAR_STEP(Kind.MINATAR, 32, 0, 0, 0),
  /**
   * Training nanoGPT's small transformer: 4 blocks of 4 heads, D 128, T 64, B 12, V 65, tied
   * output, AdamW, clipping of the norm.
   */
  TRANSFORMER(Kind.TRANSFORMER, 12, 128, 4, 12 * 64),
  /**
   * Training a tagger: sentences of 5 to 40 words of V 5,000, D 100, an LSTM of 100 units each way,
   * 17 tags, B 32, Adam, clipping of the norm. Words that are there count.
   */
  BIDIRECTIONAL_TAGGER(Kind.TAGGER, 32, 100, 100, words(32)),
  /**
   * Training an encoder and a decoder with the product as attention: an LSTM each of 128 units over
   * vectors of 64 numbers, 16 tokens of 65 to read and as many to write, Adam, clipping of the norm.
   */
  ENCODER_DECODER(Kind.PAIRS, 64, 128, 64, 64 * 16),
  /**
   * Training a fully convolutional network on 1 × 48 × 48: stages of 3 × 3 to 16, 32 and 64
   * channels, three transposed convolutions of 11 classes, skip connections added; B 16, Adam.
   */
  SEGMENTER(Kind.SEGMENTER, 16, 0, 0, 16),
  /** Training an autoencoder 784-32-784 with cross-entropy, B 256, Adam. */
  AUTOENCODER(Kind.AUTOENCODER, 256, 784, 32, 256);

  /** What is computed. */
  enum Kind {
    DQN,
    OBSERVATION,
    CHARACTERS,
    LENET,
    MINATAR,
    TRANSFORMER,
    TAGGER,
    PAIRS,
    SEGMENTER,
    AUTOENCODER
  }

  static final int OBSERVATION = 4;
  static final int ACTIONS = 2;
  static final int STEPS = 64;
  static final int VOCABULARY = 65;
  static final int PAIR_STEPS = 16;
  static final int MINATAR_CHANNELS = 4;
  static final int MINATAR_SIDE = 10;
  static final int MINATAR_ACTIONS = 6;
  static final int CLASSES = 10;
  static final int SCENE_SIDE = 48;
  static final int PIXEL_CLASSES = 11;
  static final int WORDS = 5_000;
  static final int TAGS = 17;
  static final int SHORTEST = 5;
  static final int LONGEST = 40;
  static final float DISCOUNT = 0.99f;
  static final double LEARNING_RATE = 1e-3;
  static final double LARGEST_NORM = 5;

  private final Kind kind;
  private final int batch;
  private final int first;
  private final int second;
  private final int amount;

  PeerWorkload(Kind kind, int batch, int first, int second, int amount) {
    this.kind = kind;
    this.batch = batch;
    this.first = first;
    this.second = second;
    this.amount = amount;
  }

  /** The name in the table, such as {@code lstm-256}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static PeerWorkload of(String label) {
    for (PeerWorkload workload : values()) {
      if (workload.label().equals(label)) {
        return workload;
      }
    }
    throw new IllegalArgumentException("no workload " + label);
  }

  Kind kind() {
    return kind;
  }

  int batch() {
    return batch;
  }

  /** Units of the hidden layers of a multilayer perceptron. */
  ImmutableList<Integer> hidden() {
    return ImmutableList.of(first, second);
  }

  /** Units U of a recurrent layer. */
  int units() {
    return first;
  }

  /** {@code rnn}, {@code lstm}, {@code gru}, {@code min-gru} or {@code min-lstm}. */
  String cell() {
    return label().substring(0, label().lastIndexOf('-'));
  }

  /** The number of words of a sentence of a batch: all lengths alike, in no order. */
  static int words(int sentence, int batch) {
    int rank = sentence * 7 % batch;
    return SHORTEST + rank * (LONGEST - SHORTEST) / (batch - 1);
  }

  private static int words(int batch) {
    int sum = 0;
    for (int sentence = 0; sentence < batch; sentence++) {
      sum += words(sentence, batch);
    }
    return sum;
  }

  /** The figure of a call of so many nanoseconds. */
  double figure(double nanos) {
    return amount == 0 ? nanos / 1000 : amount * 1e9 / nanos;
  }

  /**
   * Multiplications and additions of the products of one call that no engine can do without: twice
   * the weights for each example and pass, where training has a forward pass, a gradient of the
   * weights and, but for the first layer, a gradient of what enters. One-hot products count
   * nothing.
   */
  double flops() {
    return switch (kind) {
      case DQN -> {
        double inputs = (double) OBSERVATION * first;
        double weights = inputs + (double) first * second + (double) second * ACTIONS;
        yield 2.0 * batch * (4 * weights - inputs);
      }
      case OBSERVATION -> 2.0 * (OBSERVATION * first + first * second + second * ACTIONS);
      case CHARACTERS ->
          6.0 * batch * STEPS * ((double) second * first * first + (double) first * VOCABULARY);
      case LENET -> {
        double conv1 = 24.0 * 24 * 20 * 25;
        double rest = 8.0 * 8 * 50 * 20 * 25 + 800.0 * 500 + 500.0 * CLASSES;
        yield 2.0 * batch * (2 * conv1 + 3 * rest);
      }
      case TRANSFORMER -> {
        double weights = 12.0 * second * first * first + (double) first * VOCABULARY;
        // Of attention's tables half is not needed: two products each, forward and twice back.
        yield 6.0 * batch * STEPS * (weights + (double) second * STEPS * first);
      }
      case TAGGER -> {
        double weights = 2.0 * 4 * first * (second + first) + 2.0 * first * TAGS;
        yield 6.0 * amount * weights;
      }
      case PAIRS -> {
        // The summary beside each input of the decoder is the same at all steps.
        double layers = 4.0 * first * (2 * first + 2 * second) + 4.0 * first * first / PAIR_STEPS;
        double attention = 2.0 * PAIR_STEPS * first + 2.0 * first * first;
        double weights = layers + attention + (double) first * VOCABULARY;
        yield 6.0 * batch * PAIR_STEPS * weights;
      }
      case SEGMENTER -> {
        double begin = 48.0 * 48 * 9 * 16;
        double stages = 9.0 * (24 * 24 * 16 * 32 + 12 * 12 * 32 * 64 + 6 * 6 * 64 * 64);
        double scores = 11.0 * (48 * 48 * 16 + 24 * 24 * 32 + 12 * 12 * 64 + 6 * 6 * 64);
        double up = 16.0 * 11 * 11 * (6 * 6 + 12 * 12 + 24 * 24);
        yield 2.0 * batch * (2 * begin + 3 * (stages + scores + up));
      }
      case AUTOENCODER -> 2.0 * batch * 5 * first * second;
      case MINATAR -> {
        double conv = 8.0 * 8 * 16 * MINATAR_CHANNELS * 9;
        double rest = 1024.0 * 128 + 128.0 * MINATAR_ACTIONS;
        yield 2.0 * batch * (3 * conv + 4 * rest);
      }
    };
  }
}
