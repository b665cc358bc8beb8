package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;

/**
 * The episodes of one update: each copy plays the same number of them, all under one policy. What a
 * copy plays beyond its share, while others are not done, is not learned from, since short episodes
 * would else count more often; nor is an episode that was under way when the policy changed.
 */
final class EpisodeShares implements Stateful {
  private final int share;
  private final Episode[][] episodes;
  private final int[] played;
  private final boolean[] kept;

  /**
   * @param copies {@code N}
   * @param share episodes of each copy
   * @param observationSize {@code F}
   * @param actionSize {@code K}
   */
  EpisodeShares(int copies, int share, int observationSize, int actionSize) {
    this.share = share;
    this.episodes = new Episode[copies][share];
    this.played = new int[copies];
    this.kept = new boolean[copies];
    for (Episode[] ofCopy : episodes) {
      for (int i = 0; i < share; i++) {
        ofCopy[i] = new Episode(observationSize, actionSize);
      }
    }
  }

  /** Before a step: an episode that begins now is played under this policy. */
  void beginStep(VectorEnvironment copies) {
    for (int copy = 0; copy < episodes.length; copy++) {
      if (copies.begins(copy)) {
        kept[copy] = played[copy] < share;
        if (kept[copy]) {
          episodes[copy][played[copy]].clear();
        }
      }
    }
  }

  /** The episode that a copy plays now; null if it is not learned from. */
  Episode underWay(int copy) {
    return kept[copy] ? episodes[copy][played[copy]] : null;
  }

  /** The episode of a copy has ended. */
  void end(int copy) {
    if (kept[copy]) {
      played[copy]++;
      kept[copy] = false;
    }
  }

  /** Whether every copy has played its share. */
  boolean areComplete() {
    for (int each : played) {
      if (each < share) {
        return false;
      }
    }
    return true;
  }

  /** All episodes, those of the first copy first. */
  Episode[][] episodes() {
    return episodes;
  }

  /** Begins the next update: what is under way is not of its policy. */
  void clear() {
    Arrays.fill(played, 0);
    Arrays.fill(kept, false);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("episodes");
    out.writeInts(played);
    for (int copy = 0; copy < episodes.length; copy++) {
      out.writeBoolean(kept[copy]);
      for (int i = 0; i < played[copy] + (kept[copy] ? 1 : 0); i++) {
        episodes[copy][i].saveState(out);
      }
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("episodes");
    in.readInts(played);
    for (int copy = 0; copy < episodes.length; copy++) {
      kept[copy] = in.readBoolean();
      for (int i = 0; i < played[copy] + (kept[copy] ? 1 : 0); i++) {
        episodes[copy][i].loadState(in);
      }
    }
  }
}
