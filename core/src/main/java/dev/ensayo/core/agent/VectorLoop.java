package dev.ensayo.core.agent;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/** Copies of an environment and an agent that acts in all of them and learns. */
final class VectorLoop implements Stateful {
  /** Hears of every finished episode. */
  interface EpisodeListener {
    /**
     * @param copy in which it ended
     * @param episodeReturn undiscounted sum of the task's rewards
     * @param length steps
     */
    void onEpisodeEnd(int copy, double episodeReturn, int length);
  }

  private final VectorEnvironment copies;
  private final VectorAgent agent;
  private final EpisodeListener episodes;
  private final ActionBatch actions;
  private boolean begun;

  VectorLoop(VectorEnvironment copies, VectorAgent agent, EpisodeListener episodes) {
    this.copies = copies;
    this.agent = agent;
    this.episodes = episodes;
    this.actions = new ActionBatch(copies.spec().action(), copies.count());
  }

  /** Takes one step in every copy. */
  void step() {
    if (!begun) {
      copies.reset();
      begun = true;
    }
    agent.act(copies, actions);
    copies.step(actions);
    for (int copy = 0; copy < copies.count(); copy++) {
      if (copies.ended(copy)) {
        episodes.onEpisodeEnd(copy, copies.finalReturn(copy), copies.finalLength(copy));
      }
    }
    agent.learn(copies, actions);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("loop");
    out.writeBoolean(begun);
    copies.saveState(out);
    agent.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("loop");
    begun = in.readBoolean();
    copies.loadState(in);
    agent.loadState(in);
  }
}
