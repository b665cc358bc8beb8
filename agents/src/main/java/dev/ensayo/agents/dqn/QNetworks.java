package dev.ensayo.agents.dqn;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/** The online network, which learns and acts, and the target network, which follows it. */
final class QNetworks implements Stateful, AutoCloseable {
  private final QNetwork online;
  private final QNetwork target;
  private final RandomStream noise;

  /**
   * @param online has the initial weights
   * @param target of the same shape; becomes a copy of the other
   * @param noise of noisy layers while learning
   */
  QNetworks(QNetwork online, QNetwork target, RandomStream noise) {
    this.online = online;
    this.target = target;
    this.noise = noise;
    target.moveTowards(online, 1);
  }

  QNetwork online() {
    return online;
  }

  /**
   * What the settings make targets of.
   *
   * @param batch items of an update
   */
  TargetRule targetRule(DqnConfig config, int batch) {
    return config.target() instanceof TargetSpec.Munchausen munchausen
        ? new MunchausenTargets(munchausen, target, batch)
        : new GreedyTargets(config.doubleDqn() ? online : target, target, batch);
  }

  /** Gives both networks noise of their own, where they have noisy layers. */
  void drawNoise() {
    online.drawNoise(noise);
    target.drawNoise(noise);
  }

  void removeNoise() {
    online.removeNoise();
    target.removeNoise();
  }

  /** θ⁻ ← (1 − τ)·θ⁻ + τ·θ. */
  void moveTarget(double tau) {
    target.moveTowards(online, tau);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    online.saveState(out);
    target.saveState(out);
    noise.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    online.loadState(in);
    target.loadState(in);
    noise.loadState(in);
  }

  @Override
  public void close() {
    online.close();
    target.close();
  }
}
