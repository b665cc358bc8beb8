package dev.ensayo.benchmarks.peers;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.backend.TransductionModels;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.backend.spec.TransformerSpec;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** The workloads on Ensayo's two engines. */
final class EnsayoTasks {
  private static final UpdaterSpec ADAM =
      new UpdaterSpec.Adam(PeerWorkload.LEARNING_RATE, 0.9, 0.999, 1e-8);

  private record Cell(@Setting("the recurrent layer") RecurrentSpec layer) {}

  private EnsayoTasks() {}

  static PeerTask of(PeerWorkload workload, BackendConfig backend) {
    return switch (workload.kind()) {
      case DQN -> {
        NetworkSpec spec = perceptron(workload);
        yield new DqnStep(spec, backend, workload.batch());
      }
      case OBSERVATION -> observation(workload, backend);
      case CHARACTERS -> new CharacterWindow(workload, backend);
      case LENET -> lenet(workload, backend);
      case TRANSFORMER -> new TransformerWindows(workload, backend);
      case PAIRS -> new Pairs(workload, backend);
      case TAGGER -> new TaggedSentences(workload, backend);
      case SEGMENTER -> segmenter(workload, backend);
      case AUTOENCODER -> autoencoder(workload, backend);
      case MINATAR -> {
        NetworkSpec spec = minatar();
        yield new DqnStep(spec, backend, workload.batch());
      }
    };
  }

  private static NetworkSpec spec(List<Integer> input, Loss loss, LayerSpec... layers) {
    return new NetworkSpec(
        input, List.of(layers), loss, ADAM, Regularization.none(), GradientClipping.none());
  }

  private static DenseSpec relu(int units) {
    return DenseSpec.of(units, Activation.RELU, Initialization.RELU_UNIFORM);
  }

  private static DenseSpec linear(int units, Activation activation) {
    return DenseSpec.of(units, activation, Initialization.XAVIER_UNIFORM);
  }

  private static NetworkSpec perceptron(PeerWorkload workload) {
    return spec(
        List.of(PeerWorkload.OBSERVATION),
        Loss.HUBER,
        relu(workload.hidden().get(0)),
        relu(workload.hidden().get(1)),
        linear(PeerWorkload.ACTIONS, Activation.IDENTITY));
  }

  private static NetworkSpec minatar() {
    int side = PeerWorkload.MINATAR_SIDE;
    return spec(
        List.of(PeerWorkload.MINATAR_CHANNELS, side, side),
        Loss.HUBER,
        ConvolutionSpec.of(16, 3, Activation.RELU, Initialization.RELU_UNIFORM),
        relu(128),
        linear(PeerWorkload.MINATAR_ACTIONS, Activation.IDENTITY));
  }

  private static PeerTask observation(PeerWorkload workload, BackendConfig backend) {
    Model model = Models.create(perceptron(workload), backend, 1, 1);
    float[] observation = Batches.numbers("observation", PeerWorkload.OBSERVATION)[0];
    float[] values = new float[PeerWorkload.ACTIONS];
    return new PeerTask() {
      @Override
      public void call() {
        model.predict(observation, 1, values);
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  private static PeerTask lenet(PeerWorkload workload, BackendConfig backend) {
    int batch = workload.batch();
    NetworkSpec spec =
        spec(
            List.of(1, 28, 28),
            Loss.SOFTMAX_CROSS_ENTROPY,
            ConvolutionSpec.of(20, 5, Activation.RELU, Initialization.RELU_UNIFORM),
            PoolingSpec.of(PoolingKind.MAX, 2),
            ConvolutionSpec.of(50, 5, Activation.RELU, Initialization.RELU_UNIFORM),
            PoolingSpec.of(PoolingKind.MAX, 2),
            relu(500),
            linear(PeerWorkload.CLASSES, Activation.SOFTMAX));
    Model model = Models.create(spec, backend, 1, batch);
    float[][] images = Batches.numbers("images", batch * 28 * 28);
    int[][] classes = Batches.indices("classes", batch, PeerWorkload.CLASSES);
    FitResult result = new FitResult();
    return new PeerTask() {
      private int turn;

      @Override
      public void call() {
        turn = (turn + 1) % Batches.COUNT;
        float[] targets = Batches.oneHot(classes[turn], PeerWorkload.CLASSES);
        model.fit(images[turn], targets, null, batch, result);
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  /** The network of {@code segmenter}. */
  private static PeerTask segmenter(PeerWorkload workload, BackendConfig backend) {
    int side = PeerWorkload.SCENE_SIDE;
    GraphSpec.Builder graph = GraphSpec.builder().input("picture", List.of(1, side, side));
    String value = "picture";
    int[] channels = {16, 32, 64};
    for (int i = 0; i < channels.length; i++) {
      graph.layer("stage" + i, same(channels[i], 3, Activation.RELU), value);
      graph.layer("pool" + i, PoolingSpec.of(PoolingKind.MAX, 2), "stage" + i);
      value = "pool" + i;
    }
    graph.layer("bottom", same(64, 3, Activation.RELU), value);
    int classes = PeerWorkload.PIXEL_CLASSES;
    graph.layer("scores", same(classes, 1, Activation.IDENTITY), "bottom");
    value = "scores";
    for (int i = channels.length - 1; i >= 0; i--) {
      graph.layer(
          "up" + i,
          new TransposedConvolutionSpec(
              classes,
              new WindowSpec(4, 2, Padding.VALID, 1),
              true,
              Activation.IDENTITY,
              Initialization.RELU_UNIFORM,
              0,
              2,
              0),
          value);
      graph.layer("skip" + i, same(classes, 1, Activation.IDENTITY), "stage" + i);
      graph.join("sum" + i, JoinSpec.Kind.ADD, "up" + i, "skip" + i);
      value = "sum" + i;
    }
    int pixels = side * side;
    graph.output(
        "classes",
        new PixelOutputSpec(Activation.SOFTMAX),
        Loss.SOFTMAX_CROSS_ENTROPY,
        new LossTerms(0, Collections.nCopies(classes, 1.0 / pixels)),
        value);
    int batch = workload.batch();
    Model model =
        Models.create(
            graph.build(ADAM, Regularization.none(), GradientClipping.none()), backend, 1, batch);
    float[][] targets = new float[Batches.COUNT][batch * classes * pixels];
    int[][] of = Batches.indices("pixels", batch * pixels, classes);
    for (int turn = 0; turn < Batches.COUNT; turn++) {
      for (int i = 0; i < batch * pixels; i++) {
        int plane = i / pixels * classes + of[turn][i];
        targets[turn][plane * pixels + i % pixels] = 1;
      }
    }
    return new Steps(model, Batches.numbers("pictures", batch * pixels), targets, batch);
  }

  private static ConvolutionSpec same(int filters, int kernel, Activation activation) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(kernel, 1, Padding.SAME, 0),
        true,
        activation,
        Initialization.RELU_UNIFORM,
        0);
  }

  private static PeerTask autoencoder(PeerWorkload workload, BackendConfig backend) {
    int inputs = workload.hidden().get(0);
    int batch = workload.batch();
    NetworkSpec spec =
        spec(
            List.of(inputs),
            Loss.SIGMOID_CROSS_ENTROPY,
            relu(workload.hidden().get(1)),
            linear(inputs, Activation.SIGMOID));
    float[][] pictures = Batches.numbers("pictures", batch * inputs);
    for (float[] picture : pictures) {
      for (int i = 0; i < picture.length; i++) {
        picture[i] = (picture[i] + 1) / 2;
      }
    }
    return new Steps(Models.create(spec, backend, 1, batch), pictures, pictures, batch);
  }

  /** One gradient step on a batch with its targets. */
  private static final class Steps implements PeerTask {
    private final Model model;
    private final float[][] inputs;
    private final float[][] targets;
    private final int batch;
    private final FitResult result = new FitResult();
    private int turn;

    Steps(Model model, float[][] inputs, float[][] targets, int batch) {
      this.model = model;
      this.inputs = inputs;
      this.targets = targets;
      this.batch = batch;
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      model.fit(inputs[turn], targets[turn], null, batch, result);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** One gradient step of DQN, the targets made of the target network's values. */
  private static final class DqnStep implements PeerTask {
    private final int batch;
    private final int actions;
    private final Model online;
    private final Model target;
    private final float[][] observations;
    private final float[][] next;
    private final float[][] rewards;
    private final int[][] taken;
    private final float[] nextValues;
    private final float[] targets;
    private final float[] weights;
    private final FitResult result = new FitResult();
    private int turn;

    DqnStep(NetworkSpec spec, BackendConfig backend, int batch) {
      this.batch = batch;
      this.actions = spec.outputs();
      this.online = Models.create(spec, backend, 1, batch);
      this.target = Models.create(spec, backend, 2, batch);
      this.observations = Batches.numbers("observations", batch * spec.inputs());
      this.next = Batches.numbers("next", batch * spec.inputs());
      this.rewards = Batches.numbers("rewards", batch);
      this.taken = Batches.indices("taken", batch, actions);
      this.nextValues = new float[batch * actions];
      this.targets = new float[batch * actions];
      this.weights = new float[batch * actions];
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      target.predict(next[turn], batch, nextValues);
      Arrays.fill(targets, 0);
      Arrays.fill(weights, 0);
      for (int b = 0; b < batch; b++) {
        float best = Float.NEGATIVE_INFINITY;
        for (int a = 0; a < actions; a++) {
          best = Math.max(best, nextValues[b * actions + a]);
        }
        int at = b * actions + taken[turn][b];
        targets[at] = rewards[turn][b] + PeerWorkload.DISCOUNT * best;
        weights[at] = 1;
      }
      online.fit(observations[turn], targets, weights, batch, result);
    }

    @Override
    public void close() {
      online.close();
      target.close();
    }
  }

  /** One gradient step on windows that stand alone. */
  private static final class TransformerWindows implements PeerTask {
    private static final double DECAY = 0.1;

    private final SequenceModel model;
    private final SequenceState none;
    private final SequenceWindow window = new SequenceWindow().steps(PeerWorkload.STEPS);
    private final int[][] tokens;
    private final int[][] targets;
    private final FitResult result = new FitResult();
    private int turn;

    TransformerWindows(PeerWorkload workload, BackendConfig backend) {
      int batch = workload.batch();
      TransformerNetworkSpec spec =
          new TransformerNetworkSpec(
              PeerWorkload.VOCABULARY,
              Settings.of(
                  TransformerSpec.class,
                  "{embeddingSize: " + workload.units() + ", context: " + PeerWorkload.STEPS + "}"),
              new UpdaterSpec.AdamW(PeerWorkload.LEARNING_RATE, 0.9, 0.99, 1e-8, DECAY),
              Regularization.none(),
              new GradientClipping(OptionalDouble.of(1), OptionalDouble.empty()));
      this.model = SequenceModels.create(spec, backend, 1, batch);
      this.none = SequenceState.none(batch);
      int count = batch * PeerWorkload.STEPS;
      this.tokens = Batches.indices("tokens", count, PeerWorkload.VOCABULARY);
      this.targets = Batches.indices("targets", count, PeerWorkload.VOCABULARY);
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      model.fit(window.tokens(tokens[turn]).targets(targets[turn]), none, result);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** One gradient step of an encoder and a decoder. */
  private static final class Pairs implements PeerTask {
    private final TransductionModel model;
    private final SequenceState state;
    private final SequenceWindow source = new SequenceWindow().steps(PeerWorkload.PAIR_STEPS);
    private final SequenceWindow target = new SequenceWindow().steps(PeerWorkload.PAIR_STEPS);
    private final int[][] tokens;
    private final int[][] targets;
    private final FitResult result = new FitResult();
    private int turn;

    Pairs(PeerWorkload workload, BackendConfig backend) {
      int batch = workload.batch();
      int steps = PeerWorkload.PAIR_STEPS;
      String layer = "{layer: {type: lstm, units: " + workload.units() + "}}";
      List<RecurrentSpec> layers = List.of(Settings.of(Cell.class, layer).layer());
      EncoderDecoderSpec spec =
          new EncoderDecoderSpec(
              PeerWorkload.VOCABULARY,
              PeerWorkload.VOCABULARY,
              workload.hidden().get(1),
              layers,
              layers,
              Attention.DOT,
              0,
              ADAM,
              Regularization.none(),
              new GradientClipping(OptionalDouble.of(1), OptionalDouble.empty()));
      this.model =
          TransductionModels.create(
              spec, backend, 1, new TransductionModels.Sizes(batch, steps, steps));
      this.state = model.newState(batch);
      this.tokens = Batches.indices("tokens", batch * steps, PeerWorkload.VOCABULARY);
      this.targets = Batches.indices("targets", batch * steps, PeerWorkload.VOCABULARY);
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      target.tokens(targets[turn]).targets(tokens[turn]);
      model.fit(source.tokens(tokens[turn]), target, state, result);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** One gradient step on sentences of different lengths, read both ways. */
  private static final class TaggedSentences implements PeerTask {
    private final SequenceModel model;
    private final SequenceState none;
    private final SequenceWindow window = new SequenceWindow().steps(PeerWorkload.LONGEST);
    private final int[][] words;
    private final int[][] tags;
    private final FitResult result = new FitResult();
    private int turn;

    TaggedSentences(PeerWorkload workload, BackendConfig backend) {
      int batch = workload.batch();
      int steps = PeerWorkload.LONGEST;
      String layer = "{layer: {type: lstm, units: " + workload.units() + ", bidirectional: true}}";
      SequenceNetworkSpec spec =
          new SequenceNetworkSpec(
              new SequenceInput.Tokens(PeerWorkload.WORDS, workload.units()),
              List.of(Settings.of(Cell.class, layer).layer()),
              0,
              SequenceOutput.classes(PeerWorkload.TAGS),
              ADAM,
              Regularization.none(),
              new GradientClipping(
                  OptionalDouble.of(PeerWorkload.LARGEST_NORM), OptionalDouble.empty()));
      this.model = SequenceModels.create(spec, backend, 1, batch, steps);
      this.none = model.newState(batch);
      this.words = Batches.indices("words", batch * steps, PeerWorkload.WORDS);
      this.tags = Batches.indices("tags", batch * steps, PeerWorkload.TAGS);
      float[] mask = new float[batch * steps];
      for (int b = 0; b < batch; b++) {
        for (int t = 0; t < PeerWorkload.words(b, batch); t++) {
          mask[t * batch + b] = 1;
        }
      }
      window.mask(mask);
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      model.fit(window.tokens(words[turn]).targets(tags[turn]), none, result);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** One window of truncated backpropagation through time, the state carried on. */
  private static final class CharacterWindow implements PeerTask {
    private final SequenceModel model;
    private final SequenceState state;
    private final int[][] tokens;
    private final int[][] targets;
    private final FitResult result = new FitResult();
    private int turn;

    CharacterWindow(PeerWorkload workload, BackendConfig backend) {
      int batch = workload.batch();
      String layer = "{layer: {type: " + workload.cell() + ", units: " + workload.units() + "}}";
      SequenceNetworkSpec spec =
          new SequenceNetworkSpec(
              PeerWorkload.VOCABULARY,
              0,
              List.of(Settings.of(Cell.class, layer).layer()),
              0,
              ADAM,
              Regularization.none(),
              new GradientClipping(
                  OptionalDouble.of(PeerWorkload.LARGEST_NORM), OptionalDouble.empty()));
      this.model = SequenceModels.create(spec, backend, 1, batch, PeerWorkload.STEPS);
      this.state = model.newState(batch);
      int count = batch * PeerWorkload.STEPS;
      this.tokens = Batches.indices("tokens", count, PeerWorkload.VOCABULARY);
      this.targets = Batches.indices("targets", count, PeerWorkload.VOCABULARY);
    }

    @Override
    public void call() {
      turn = (turn + 1) % Batches.COUNT;
      int steps = PeerWorkload.STEPS;
      model.fitWindow(tokens[turn], targets[turn], null, steps, steps, state, result);
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
