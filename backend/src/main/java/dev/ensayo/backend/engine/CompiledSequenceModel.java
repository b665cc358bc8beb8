package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.SequencePlan;
import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.random.RandomStream;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/** {@code engine: compiled}: a {@link SequencePlan} computes on the network's own buffers. */
public final class CompiledSequenceModel extends NetworkSequenceModel {
  private final SequencePlan plan;

  private CompiledSequenceModel(
      ChainNetwork network,
      SequenceHead head,
      SequenceInput.Kind kind,
      SequencePlan plan,
      WindowLimits windows,
      RandomStream dropoutStream) {
    super(network, head, kind, plan.stateSize(), windows, dropoutStream);
    this.plan = plan;
    network.keepState(
        new LibraryNetwork.KeptState(plan::storeUpdaterState, plan::updaterStateChanged));
  }

  /**
   * Compiles a network.
   *
   * @param network now owned by the model
   * @param windows how large they get
   */
  public static CompiledSequenceModel of(
      ChainNetwork network,
      SequenceInput.Kind kind,
      SequenceTraining training,
      WindowLimits windows,
      RandomStream dropoutStream) {
    MultiLayerConfiguration configuration = network.network().getLayerWiseConfigurations();
    SequencePlan plan =
        SequencePlan.compile(
            configuration,
            network.buffers(),
            windows,
            kind == SequenceInput.Kind.TOKENS,
            training.largestNorm(),
            training.labelSmoothing(),
            training.regularization());
    SequenceHead head = SequenceHead.of(configuration);
    return new CompiledSequenceModel(network, head, kind, plan, windows, dropoutStream);
  }

  @Override
  void step(SequenceWindow window, SequenceState state, FitResult result) {
    double loss = plan.fit(window, state, dropoutStream());
    result.set(loss, plan.gradientNorm());
  }

  @Override
  void step(SequenceWindow window, SequenceState state, OutputLoss loss, FitResult result) {
    double value = plan.fit(window, state, loss, dropoutStream());
    result.set(value, plan.gradientNorm());
  }

  @Override
  void gradient(SequenceWindow window, SequenceState state, FitResult result, float[] gradient) {
    double loss = plan.gradient(window, state, dropoutStream(), gradient);
    result.set(loss, plan.gradientNorm());
  }

  @Override
  void step(float[] gradient) {
    plan.step(gradient);
  }

  @Override
  void parametersChanged() {
    plan.parametersChanged();
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
