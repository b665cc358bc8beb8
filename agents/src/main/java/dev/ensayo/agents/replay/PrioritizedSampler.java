package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * Items in proportion to a power of the TD error that was found for them last: {@code P(i) = pᵢ^α /
 * Σ_k p_k^α} with {@code pᵢ = |δᵢ| + offset}, and for a new item the largest p so far (1 at the
 * start).
 *
 * <p>Paper: Schaul et al., "Prioritized experience replay", 2016, algorithm 1, section 3.3
 * (proportional variant; equation 1) and appendix B.2.1: the line of all P is cut into as many
 * equal parts as the batch has items, and one is drawn from each. The loss of item i gets the
 * factor {@code (N · P(i))^−β}, divided by the largest of its batch (section 3.4).
 */
public final class PrioritizedSampler implements Sampler {
  private final PrioritizedSamplerSpec spec;
  private final long budgetSteps;
  private final RandomStream random;
  private final SumTree weights;
  private int size;
  private double[] found = new double[0];
  private double largest = 1;

  /**
   * @param capacity slots of the buffer
   * @param budgetSteps environment steps of the whole run
   */
  PrioritizedSampler(
      PrioritizedSamplerSpec spec, int capacity, long budgetSteps, RandomStream random) {
    this.spec = spec;
    this.budgetSteps = budgetSteps;
    this.random = random;
    this.weights = new SumTree(capacity);
  }

  @Override
  public void onAdd(int slot) {
    size = Math.max(size, slot + 1);
    weights.set(slot, Math.pow(largest, spec.alpha()));
  }

  @Override
  public void sample(int filled, long step, int count, int[] slots, float[] factors) {
    double total = weights.total();
    double beta = spec.beta().valueAt(step, budgetSteps);
    double least = Double.POSITIVE_INFINITY;
    for (int b = 0; b < count; b++) {
      slots[b] = weights.find((b + random.nextDouble()) / count * total);
      least = Math.min(least, weights.get(slots[b]));
    }
    for (int b = 0; b < count; b++) {
      // (N·P)^−β over that of the least likely: N and Σ fall out.
      factors[b] = (float) Math.pow(weights.get(slots[b]) / least, -beta);
    }
  }

  @Override
  public void onTdErrors(int[] slots, float[] tdErrors, int count) {
    if (found.length < count) {
      found = new double[count];
    }
    for (int b = 0; b < count; b++) {
      double priority = Math.abs((double) tdErrors[b]) + spec.offset();
      largest = Math.max(largest, priority);
      found[b] = Math.pow(priority, spec.alpha());
    }
    weights.set(slots, found, count);
  }

  /** P(i) of a slot. */
  double probability(int slot) {
    return weights.get(slot) / weights.total();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("prioritized");
    random.saveState(out);
    out.writeDouble(largest);
    out.writeInt(size);
    weights.save(size, out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("prioritized");
    random.loadState(in);
    largest = in.readDouble();
    size = in.readInt();
    weights.load(size, in);
  }
}
