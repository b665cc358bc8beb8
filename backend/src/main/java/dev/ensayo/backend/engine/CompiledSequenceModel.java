package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.SequencePlan;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.random.RandomStream;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** {@code engine: compiled}: a {@link SequencePlan} computes on the network's own buffers. */
public final class CompiledSequenceModel extends NetworkSequenceModel {
  private final SequencePlan plan;
  private final RandomStream dropoutStream;

  private CompiledSequenceModel(
      MultiLayerNetwork network,
      SequenceInput.Kind kind,
      SequencePlan plan,
      int largestSequences,
      int longestWindow,
      RandomStream dropoutStream) {
    super(
        network,
        SequenceHead.of(network.getLayerWiseConfigurations()),
        kind,
        plan.stateSize(),
        largestSequences,
        longestWindow,
        dropoutStream);
    this.plan = plan;
    this.dropoutStream = dropoutStream;
  }

  /**
   * @param network initialized, with its updater state laid out; now owned by the model
   */
  public static CompiledSequenceModel of(
      MultiLayerNetwork network,
      SequenceInput.Kind kind,
      SequenceTraining training,
      int largestSequences,
      int longestWindow,
      RandomStream dropoutStream) {
    SequencePlan plan =
        SequencePlan.compile(
            network.getLayerWiseConfigurations(),
            kind == SequenceInput.Kind.TOKENS,
            network.params(),
            network.updaterState(),
            largestSequences,
            longestWindow,
            training.largestNorm(),
            training.labelSmoothing());
    return new CompiledSequenceModel(
        network, kind, plan, largestSequences, longestWindow, dropoutStream);
  }

  @Override
  void step(SequenceWindow window, SequenceState state, FitResult result) {
    double loss = plan.fit(window, state, dropoutStream);
    result.set(loss, plan.gradientNorm());
  }

  @Override
  double measure(SequenceWindow window, SequenceState state, float[] losses) {
    return plan.score(window, state, losses);
  }

  @Override
  void forward(SequenceWindow window, SequenceState state, float[] outputs) {
    plan.predict(window, state, outputs);
  }

  @Override
  double[][] gradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    return plan.hiddenGradientNorms(window, state, projections, random);
  }

  @Override
  void release() {
    plan.close();
  }
}
