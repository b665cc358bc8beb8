package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.PairLimits;
import dev.ensayo.backend.compiled.TransductionPlan;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.random.RandomStream;
import java.util.OptionalDouble;

/** {@code engine: compiled}: a {@link TransductionPlan} computes on the network's own buffers. */
public final class CompiledTransductionModel extends NetworkTransductionModel {
  private final TransductionPlan plan;

  private CompiledTransductionModel(
      GraphNetwork network, TransductionPlan plan, PairLimits windows, RandomStream dropoutStream) {
    super(network, plan.stateSize(), windows, dropoutStream);
    this.plan = plan;
    network.keepState(
        new LibraryNetwork.KeptState(plan::storeUpdaterState, plan::updaterStateChanged));
  }

  /**
   * Compiles a network.
   *
   * @param network now owned by the model
   * @param windows how large they get
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   */
  public static CompiledTransductionModel of(
      GraphNetwork network,
      PairLimits windows,
      OptionalDouble largestNorm,
      RandomStream dropoutStream) {
    TransductionPlan plan =
        TransductionPlan.compile(
            network.network().getConfiguration(), network.buffers(), windows, largestNorm);
    return new CompiledTransductionModel(network, plan, windows, dropoutStream);
  }

  @Override
  void step(SequenceWindow source, SequenceWindow target, SequenceState state, FitResult result) {
    double loss = plan.fit(source, target, state, dropoutStream());
    result.set(loss, plan.gradientNorm());
  }

  @Override
  double measure(
      SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses) {
    return plan.score(source, target, state, losses);
  }

  @Override
  void read(SequenceWindow source, SequenceState state) {
    plan.encode(source, state);
  }

  @Override
  void write(SequenceWindow target, SequenceState state, float[] probabilities) {
    plan.predict(target, state, probabilities);
  }

  @Override
  void readAttention(float[] weights) {
    plan.attention(weights);
  }

  @Override
  void release() {
    plan.close();
  }
}
