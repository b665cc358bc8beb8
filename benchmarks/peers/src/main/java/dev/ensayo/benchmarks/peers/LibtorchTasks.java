package dev.ensayo.benchmarks.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/** The workloads on libtorch as a user of DJL trains there: its blocks, autograd and optimizer. */
final class LibtorchTasks {
  private static final String ENGINE = "PyTorch";

  private LibtorchTasks() {}

  static PeerTask of(PeerWorkload workload) {
    return switch (workload.kind()) {
      case DQN ->
          new DqnStep(
              workload.batch(),
              PeerWorkload.ACTIONS,
              new Shape(workload.batch(), PeerWorkload.OBSERVATION),
              perceptron(workload),
              perceptron(workload));
      case OBSERVATION -> new Observation(workload);
      case CHARACTERS -> new CharacterWindow(workload);
      case LENET -> new Lenet(workload.batch());
      case TRANSFORMER ->
          throw new IllegalArgumentException("the transformer is compared with PyTorch in Python");
      case PAIRS ->
          throw new IllegalArgumentException("encoder-decoder is compared with PyTorch in Python");
      case TAGGER ->
          throw new IllegalArgumentException("the tagger is compared with PyTorch in Python");
      case SEGMENTER, AUTOENCODER ->
          throw new IllegalArgumentException(
              workload.label() + " is compared with PyTorch in Python");
      case MINATAR ->
          new DqnStep(
              workload.batch(),
              PeerWorkload.MINATAR_ACTIONS,
              new Shape(
                  workload.batch(),
                  PeerWorkload.MINATAR_CHANNELS,
                  PeerWorkload.MINATAR_SIDE,
                  PeerWorkload.MINATAR_SIDE),
              minatar(),
              minatar());
    };
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block perceptron(PeerWorkload workload) {
    return new SequentialBlock()
        .add(linear(workload.hidden().get(0)))
        .add(Activation.reluBlock())
        .add(linear(workload.hidden().get(1)))
        .add(Activation.reluBlock())
        .add(linear(PeerWorkload.ACTIONS));
  }

  private static Block convolution(int filters, int kernel) {
    return Conv2d.builder().setKernelShape(new Shape(kernel, kernel)).setFilters(filters).build();
  }

  private static Block minatar() {
    return new SequentialBlock()
        .add(convolution(16, 3))
        .add(Activation.reluBlock())
        .add(Blocks.batchFlattenBlock())
        .add(linear(128))
        .add(Activation.reluBlock())
        .add(linear(PeerWorkload.MINATAR_ACTIONS));
  }

  private static Block halving() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  private static Block lenet() {
    return new SequentialBlock()
        .add(convolution(20, 5))
        .add(Activation.reluBlock())
        .add(halving())
        .add(convolution(50, 5))
        .add(Activation.reluBlock())
        .add(halving())
        .add(Blocks.batchFlattenBlock())
        .add(linear(500))
        .add(Activation.reluBlock())
        .add(linear(PeerWorkload.CLASSES));
  }

  private static <T extends RecurrentBlock.BaseBuilder<T>> T sized(T layer, int units) {
    return layer.setStateSize(units).setNumLayers(1).optBatchFirst(false);
  }

  private static Block recurrent(PeerWorkload workload) {
    int units = workload.units();
    Block layer =
        switch (workload.cell()) {
          case "rnn" -> sized(RNN.builder().setActivation(RNN.Activation.TANH), units).build();
          case "lstm" -> sized(LSTM.builder(), units).build();
          case "gru" -> sized(GRU.builder(), units).build();
          default -> throw new IllegalArgumentException("DJL has no " + workload.cell());
        };
    return new SequentialBlock()
        .add(layer)
        .add(new LambdaBlock(list -> new NDList(list.singletonOrThrow().reshape(-1, units))))
        .add(linear(PeerWorkload.VOCABULARY));
  }

  /** A network in training. */
  private abstract static class Training implements PeerTask {
    private final Model model = Model.newInstance("peer", ENGINE);
    private final Trainer trainer;
    private int turn;

    Training(Block block, Shape input) {
      model.setBlock(block);
      trainer =
          model.newTrainer(
              new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                  .optDevices(new Device[] {Device.cpu()})
                  .optOptimizer(
                      Optimizer.adam()
                          .optLearningRateTracker(Tracker.fixed((float) PeerWorkload.LEARNING_RATE))
                          .build()));
      trainer.initialize(input);
    }

    final Trainer trainer() {
      return trainer;
    }

    /** The loss of a batch; whatever it makes belongs to the manager. */
    abstract NDArray loss(NDManager step, int batch);

    /** What has to be computed without gradients before. */
    void before(NDManager step, int batch) {}

    /** Between the gradient and the optimizer. */
    void clip() {}

    @Override
    public final void call() {
      turn = (turn + 1) % Batches.COUNT;
      try (NDManager step = trainer.getManager().newSubManager()) {
        before(step, turn);
        try (GradientCollector collector = trainer.newGradientCollector()) {
          collector.backward(loss(step, turn));
        }
        clip();
        trainer.step();
      }
    }

    @Override
    public void close() {
      trainer.close();
      model.close();
    }
  }

  private static final class DqnStep extends Training {
    private final Shape shape;
    private final int actions;
    private final Block target;
    private final ParameterStore targetParameters;
    private final float[][] observations;
    private final float[][] next;
    private final float[][] rewards;
    private final int[][] taken;
    private NDArray targets;

    DqnStep(int batch, int actions, Shape shape, Block online, Block target) {
      super(online, shape);
      this.shape = shape;
      this.actions = actions;
      this.target = target;
      this.targetParameters = new ParameterStore(trainer().getManager(), false);
      target.initialize(trainer().getManager(), DataType.FLOAT32, shape);
      this.observations = Batches.numbers("observations", (int) shape.size());
      this.next = Batches.numbers("next", (int) shape.size());
      this.rewards = Batches.numbers("rewards", batch);
      this.taken = Batches.indices("taken", batch, actions);
    }

    @Override
    void before(NDManager step, int batch) {
      NDArray x = step.create(next[batch], shape);
      NDArray values = target.forward(targetParameters, new NDList(x), false).singletonOrThrow();
      NDArray best = values.max(new int[] {1});
      targets = step.create(rewards[batch]).addi(best.mul(PeerWorkload.DISCOUNT));
    }

    @Override
    NDArray loss(NDManager step, int batch) {
      NDArray x = step.create(observations[batch], shape);
      NDArray values = trainer().forward(new NDList(x)).singletonOrThrow();
      long[] indices = new long[taken[batch].length];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = taken[batch][i];
      }
      NDArray chosen = values.gather(step.create(indices, new Shape(indices.length, 1)), 1);
      NDArray error = chosen.reshape(-1).sub(targets);
      NDArray size = error.abs();
      return NDArrays.where(size.lte(1), error.mul(error).mul(0.5), size.sub(0.5)).mean();
    }

    @Override
    public String toString() {
      return "DQN step with " + actions + " actions";
    }
  }

  private static final class Observation implements PeerTask {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), ENGINE);
    private final Block block;
    private final ParameterStore parameters = new ParameterStore(manager, false);
    private final float[] observation = Batches.numbers("observation", PeerWorkload.OBSERVATION)[0];
    private final Shape shape = new Shape(1, PeerWorkload.OBSERVATION);
    private float[] values = {};

    Observation(PeerWorkload workload) {
      this.block = perceptron(workload);
      block.initialize(manager, DataType.FLOAT32, shape);
    }

    @Override
    public void call() {
      try (NDManager step = manager.newSubManager()) {
        NDList input = new NDList(step.create(observation, shape));
        values = block.forward(parameters, input, false).singletonOrThrow().toFloatArray();
      }
    }

    @Override
    public void close() {
      manager.close();
    }

    @Override
    public String toString() {
      return values.length + " values";
    }
  }

  private static final class Lenet extends Training {
    private static final Loss CROSS_ENTROPY = Loss.softmaxCrossEntropyLoss();

    private final Shape shape;
    private final float[][] images;
    private final int[][] classes;

    Lenet(int batch) {
      super(lenet(), new Shape(batch, 1, 28, 28));
      this.shape = new Shape(batch, 1, 28, 28);
      this.images = Batches.numbers("images", batch * 28 * 28);
      this.classes = Batches.indices("classes", batch, PeerWorkload.CLASSES);
    }

    @Override
    NDArray loss(NDManager step, int batch) {
      NDList sums = trainer().forward(new NDList(step.create(images[batch], shape)));
      return CROSS_ENTROPY.evaluate(new NDList(step.create(classes[batch])), sums);
    }
  }

  private static final class CharacterWindow extends Training {
    private static final Loss CROSS_ENTROPY = Loss.softmaxCrossEntropyLoss();

    private final List<NDArray> windows = new ArrayList<>();
    private final List<Parameter> parameters;
    private final int[][] targets;

    CharacterWindow(PeerWorkload workload) {
      super(
          recurrent(workload),
          new Shape(PeerWorkload.STEPS, workload.batch(), PeerWorkload.VOCABULARY));
      int count = PeerWorkload.STEPS * workload.batch();
      Shape shape = new Shape(PeerWorkload.STEPS, workload.batch(), PeerWorkload.VOCABULARY);
      for (int[] tokens : Batches.indices("tokens", count, PeerWorkload.VOCABULARY)) {
        float[] oneHot = Batches.oneHot(tokens, PeerWorkload.VOCABULARY);
        windows.add(trainer().getManager().create(oneHot, shape));
      }
      this.targets = Batches.indices("targets", count, PeerWorkload.VOCABULARY);
      this.parameters = trainer().getModel().getBlock().getParameters().values();
    }

    @Override
    NDArray loss(NDManager step, int batch) {
      NDArray window = windows.get(batch);
      // What is computed from it then belongs to the step as well.
      window.tempAttach(step);
      NDList sums = trainer().forward(new NDList(window));
      return CROSS_ENTROPY.evaluate(new NDList(step.create(targets[batch])), sums);
    }

    @Override
    void clip() {
      double sum = 0;
      List<NDArray> gradients = new ArrayList<>();
      for (Parameter parameter : parameters) {
        NDArray gradient = parameter.getArray().getGradient();
        gradients.add(gradient);
        try (NDArray squares = gradient.square();
            NDArray total = squares.sum()) {
          sum += total.getFloat();
        }
      }
      double norm = Math.sqrt(sum);
      for (NDArray gradient : gradients) {
        if (norm > PeerWorkload.LARGEST_NORM) {
          gradient.muli((float) (PeerWorkload.LARGEST_NORM / norm));
        }
        gradient.close();
      }
    }
  }
}
