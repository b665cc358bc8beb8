package dev.ensayo.supervised.distributed;

import com.google.common.collect.Sets;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.metrics.OtherClocks;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.SupervisedProvider;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code distributed}. */
public final class DistributedProvider extends SupervisedProvider<DistributedConfig> {
  @Override
  public String name() {
    return "distributed";
  }

  @Override
  public String summary() {
    return "A network trained by many workers, simulated in virtual time: parameter averaging,"
        + " gradient averaging, asynchronous SGD, Downpour.";
  }

  @Override
  protected String learningKey() {
    return "network.learning";
  }

  @Override
  public Class<DistributedConfig> configType() {
    return DistributedConfig.class;
  }

  @Override
  public Set<String> metrics() {
    return Sets.union(
            super.metrics(),
            Set.of(
                OtherClocks.SIMULATED_SECONDS,
                DistributedLearner.WAITING,
                DistributedLearner.SENDING,
                DistributedLearner.STALENESS,
                DistributedLearner.STEPS))
        .immutableCopy();
  }

  @Override
  protected void checkSettings(DistributedConfig config, ExamplesSpec examples) {
    config.network().scores().checkNoMaps("network.scores", name());
    checkNetwork(config, examples);
    config.network().scores().checkNoPasses("network.scores", name());
    if (config.network().layerStatistics()) {
      throw new InvalidSettingException(
          "network.layerStatistics",
          "is for mlp and cnn that learn alone, not for distributed; leave it out");
    }
    if (config.network().givesWeights()) {
      throw new InvalidSettingException(
          "network.initialization", "must draw the weights: workers cannot be given them");
    }
    if (config.network().training().isPresent()) {
      throw new InvalidSettingException(
          "network.training",
          "is for mlp and cnn, whose workers are real; those of distributed are in training");
    }
    NetworkSpec network = config.network().network(examples, 1);
    if (config.training().combine().sendsGradients()
        && network.layers().stream().anyMatch(BatchNormalizationSpec.class::isInstance)) {
      throw new InvalidSettingException(
          "training.combine",
          "must be parameter-averaging, not "
              + Settings.label(config.training().combine())
              + ": the network has a batch normalization, whose running statistics have no"
              + " gradient to be sent");
    }
    config.pipeline().ifPresent(pipeline -> pipeline.check(network));
  }

  /** What the network's own agent would refuse, under the key that it has here. */
  private static void checkNetwork(DistributedConfig config, ExamplesSpec examples) {
    Support support;
    try {
      support = config.network().supports(examples);
    } catch (InvalidSettingException e) {
      String key = e.key().isEmpty() ? "network" : "network." + e.key();
      throw new InvalidSettingException(key, e.getMessage());
    }
    if (!support.isSupported()) {
      throw new InvalidSettingException("network.type", support.reason());
    }
  }

  @Override
  public Training start(DistributedConfig config, TrainingContext context) {
    if (config.training().combine().sendsGradients()
        && context.backend().engine().orElseThrow() == BackendConfig.Engine.DEEPLEARNING4J) {
      throw new InvalidSettingException(
          "training.combine",
          "sends gradients, which takes backend.engine: compiled; on this engine it must be"
              + " parameter-averaging");
    }
    LabelledExamples environment = (LabelledExamples) context.environment();
    ExamplesSpec examples = environment.spec();
    SupervisedTask task = SupervisedTask.of(environment, context.seeds(), Answers.of(examples));
    Learning learning = config.learning();
    int batches = SupervisedTraining.updatesPerEpoch(learning, task.train());
    int perStep = config.training().batchesPerStep();
    NetworkSpec network =
        config.network().network(examples, Math.max(1, (batches + perStep - 1) / perStep));
    return new SupervisedTraining(
        context, learning, config.scores(), task, () -> learner(config, network, context));
  }

  private static DistributedLearner learner(
      DistributedConfig config, NetworkSpec network, TrainingContext context) {
    SeedSequence seeds = context.seeds().child("agent");
    Distribution training = config.training();
    Cluster cluster = config.cluster();
    int rows = SupervisedTraining.largestBatch(config.learning());
    Model shared = Models.create(network, context.backend(), seeds.seed("network"), rows);
    double[] speeds = cluster.speeds().of(training.workers());
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < training.workers(); i++) {
      // The first has the dropout masks of a network that is trained alone; all start alike.
      String own = i == 0 ? "network" : "network-" + i;
      Model replica = Models.create(network, context.backend(), seeds.seed(own), rows);
      replica.copyParametersFrom(shared);
      workers.add(
          new Worker(
              replica,
              cluster,
              speeds[i],
              config.learning().batchSize(),
              seeds.child("worker").stream(Integer.toString(i))));
    }
    double message = cluster.message(shared.parameterCount());
    Cooperation cooperation =
        switch (training.combine()) {
          case PARAMETER_AVERAGING ->
              new ParameterAveraging(shared, workers, training.every(), message);
          case GRADIENT_AVERAGING ->
              new GradientAveraging(shared, workers, training.every(), message);
          case ASYNCHRONOUS, DOWNPOUR ->
              new ParameterServer(shared, workers, training, message, cluster.latency());
        };
    return new DistributedLearner(
        shared,
        workers,
        cooperation,
        config.pipeline().map(pipeline -> new PipelineExhibits(pipeline, network)));
  }
}
