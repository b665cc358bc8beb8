package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.episode.PlayedRun;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy: observations as it sees them, wrappers included, become actions. Each observation is
 * taken as the first of an episode.
 */
final class ServedPolicy implements ServedModel {
  private static final String OBSERVATION = "observation";
  private static final String ACTION = "action";
  private static final String VALUES = "values";

  private final PlayedRun run;
  private final DecisionProcessSpec spec;
  private final Optional<Preprocessing> preprocessing;
  private final ModelSignature signature;
  private final int size;

  private ServedPolicy(
      PlayedRun run,
      DecisionProcessSpec spec,
      String agent,
      Optional<Preprocessing> preprocessing) {
    this.run = run;
    this.spec = spec;
    this.preprocessing = preprocessing;
    this.size = spec.observation().size();
    this.signature =
        new ModelSignature(
            "ensayo_" + agent.replace('-', '_'),
            ImmutableList.of(
                TensorSpec.ofRows(
                    OBSERVATION,
                    Datatype.FP32,
                    spec.observation().isDiscrete()
                        ? new long[] {1}
                        : spec.observation().shape().stream().asLongStream().toArray())),
            outputs());
  }

  private List<TensorSpec> outputs() {
    if (spec.action() instanceof ActionSpec.Box box) {
      return ImmutableList.of(TensorSpec.ofRows(ACTION, Datatype.FP32, box.size()));
    }
    TensorSpec action = TensorSpec.ofRows(ACTION, Datatype.INT64);
    return run.policy().actionValues(new float[size]).isPresent()
        ? ImmutableList.of(action, TensorSpec.ofRows(VALUES, Datatype.FP64, spec.actions()))
        : ImmutableList.of(action);
  }

  /**
   * Opens the policy of a run; empty if its agent acts in no environment, or keeps no policy.
   *
   * @throws IOException if what was kept cannot be read
   */
  static Optional<ServedModel> open(AskedRun asked) throws IOException {
    RunPlan plan =
        new RunBinder(PluginRegistry.load(), Services.of(BackendProbe.class).found())
            .bindResolved(onCpu(asked.config()));
    if (!plan.acts()) {
      return Optional.empty();
    }
    Optional<Preprocessing> preprocessing = Preprocessing.read(asked.folder());
    DecisionProcess process = (DecisionProcess) plan.openEnvironment();
    Optional<PlayedRun> run = PlayedRun.open(plan, process, asked.folder());
    if (run.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ServedPolicy(run.get(), process.spec(), asked.agent(), preprocessing));
  }

  /** A policy acts on any machine, wherever it was trained. */
  private static ConfigNode.Mapping onCpu(ConfigNode.Mapping config) {
    return config.entries().get("backend") instanceof ConfigNode.Mapping backend
        ? config.with(
            "backend", backend.with("device", ConfigNode.Scalar.of(Origin.DEFAULT, "cpu")))
        : config;
  }

  /**
   * Observations.
   *
   * @param values {@code [rows, F]}
   */
  private record Observations(float[] values, int rows) implements Question {}

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return preprocessing;
  }

  @Override
  public Question prepare(List<Tensor> inputs, Map<String, Object> parameters) {
    NamedInputs named = NamedInputs.of(inputs, signature.inputs());
    Tensor tensor = named.get(OBSERVATION);
    List<Long> shape = signature.inputs().get(0).shape();
    List<Long> row = shape.subList(1, shape.size());
    if (!tensor.datatype().isNumber() || !fits(tensor, row)) {
      throw new BadRequestException(
          "the input 'observation' has the shape %s and %s; it needs numbers, %s in each row"
              .formatted(tensor.shape(), tensor.datatype(), row));
    }
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.number(i);
      if (!Float.isFinite(values[i])) {
        throw new BadRequestException(
            "the input 'observation' has %s at %s".formatted(tensor.text(i), i));
      }
      if (spec.observation().isDiscrete()
          && (values[i] != Math.rint(values[i])
              || values[i] < 0
              || values[i] >= spec.observation().states())) {
        throw new BadRequestException(
            "the input 'observation' has %s at %s; states are 0 to %s"
                .formatted(tensor.text(i), i, spec.observation().states() - 1));
      }
    }
    return new Observations(values, named.rows());
  }

  private boolean fits(Tensor tensor, List<Long> row) {
    List<Long> shape = tensor.shape();
    return (!shape.isEmpty() && shape.subList(1, shape.size()).equals(row))
        || (size == 1 && tensor.size() == tensor.rows());
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    return questions.stream().map(question -> answer((Observations) question)).toList();
  }

  private List<Tensor> answer(Observations question) {
    int rows = question.rows();
    boolean discrete = spec.hasDiscreteActions();
    long[] actions = new long[discrete ? rows : 0];
    List<float[]> vectors = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float[] observation = Arrays.copyOfRange(question.values(), row * size, (row + 1) * size);
      ActionBatch action = new ActionBatch(spec.action(), 1);
      run.policy().beginEpisode(0);
      run.policy().selectActions(observation, size, action);
      if (discrete) {
        actions[row] = action.indices()[0];
        run.policy().actionValues(observation).ifPresent(q -> values.add(q.clone()));
      } else {
        vectors.add(action.values().clone());
      }
    }
    if (!discrete) {
      int width = vectors.get(0).length;
      float[] all = new float[rows * width];
      for (int row = 0; row < rows; row++) {
        System.arraycopy(vectors.get(row), 0, all, row * width, width);
      }
      return ImmutableList.of(Tensor.of(ACTION, List.of((long) rows, (long) width), all));
    }
    Tensor action = Tensor.of(ACTION, List.of((long) rows), actions);
    if (values.size() < rows) {
      return ImmutableList.of(action);
    }
    double[] all = values.stream().flatMapToDouble(Arrays::stream).toArray();
    return ImmutableList.of(
        action, Tensor.of(VALUES, List.of((long) rows, (long) all.length / rows), all));
  }

  @Override
  public void close() {
    run.close();
  }
}
