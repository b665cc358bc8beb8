package dev.ensayo.agents.dqn;

import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * A greedy policy whose network gets new noise for each choice, which is how it explores.
 *
 * <p>Paper: Fortunato et al., "Noisy networks for exploration", 2018, section 3.1 and algorithm 1.
 */
final class NoisyPolicy implements Policy, Stateful {
  private final QNetwork network;
  private final Policy greedy;
  private final RandomStream noise;

  /**
   * @param greedy chooses with the network
   */
  NoisyPolicy(QNetwork network, Policy greedy, RandomStream noise) {
    this.network = network;
    this.greedy = greedy;
    this.noise = noise;
  }

  @Override
  public int selectAction(float[] observation) {
    network.drawNoise(noise);
    int action = greedy.selectAction(observation);
    network.removeNoise();
    return action;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    noise.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    noise.loadState(in);
  }
}
