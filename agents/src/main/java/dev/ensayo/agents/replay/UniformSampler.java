package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Every stored item equally likely, with replacement.
 *
 * <p>Paper: Lin, "Self-improving reactive agents based on reinforcement learning, planning and
 * teaching", 1992; Mnih et al. 2015, algorithm 1.
 */
public final class UniformSampler implements Sampler {
  private final RandomStream random;

  public UniformSampler(RandomStream random) {
    this.random = random;
  }

  @Override
  public void onAdd(int slot) {
    // All slots are alike.
  }

  @Override
  public void sample(int size, long step, int count, int[] slots, float[] weights) {
    for (int b = 0; b < count; b++) {
      slots[b] = random.nextInt(size);
    }
    Arrays.fill(weights, 0, count, 1);
  }

  @Override
  public void onTdErrors(int[] slots, float[] tdErrors, int count) {
    // All slots are alike.
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("uniform");
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("uniform");
    random.loadState(in);
  }
}
