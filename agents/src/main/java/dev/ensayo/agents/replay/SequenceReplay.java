package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;

/**
 * The newest windows of episodes, each with what a recurrent network remembered where its burn-in
 * begins, of which a sampler picks.
 *
 * <p>Paper: Kapturowski et al., "Recurrent experience replay in distributed reinforcement
 * learning", 2019, section 3: stored state and burn-in. The windows of an episode lie side by side,
 * so that each step is learned from in one of them, and none reaches over an episode's end; the
 * last one may be shorter. Sequences of 80 steps that overlap by 40, of which 40 are burnt in, as
 * in the paper, are windows of 40 with a burn-in of 40. Observations are kept once each. Picking
 * allocates nothing.
 */
public final class SequenceReplay implements Stateful {
  private final Sampler sampler;
  private final StepStore steps;
  private final FloatFrames states;
  private final OpenWindows open;
  private final WindowRing windows;
  private final WindowGathering gathering;
  private final float[] current;

  /**
   * @param capacity windows kept, at least 1
   * @param most windows that there will ever be, for which room is taken
   * @param discount γ of the returns
   * @param stateSize numbers S of a state
   */
  public SequenceReplay(
      int capacity,
      long most,
      WindowShape shape,
      double discount,
      ObservationSpec observation,
      int stateSize,
      Sampler sampler) {
    this.sampler = sampler;
    this.windows = new WindowRing(capacity, most);
    // Each window has at most L observations of its own and its episode's last one, and each
    // episode at most one that ended before its window began.
    long kept = (long) windows.room() * (shape.window() + 1);
    this.steps = new StepStore(observation, kept + shape.burnIn() + 2L * shape.observations());
    this.states = new FloatFrames(stateSize, 2L * windows.room() + shape.mostOpen() + 1);
    this.current = new float[stateSize];
    this.gathering = new WindowGathering(shape, discount, steps, states, windows);
    this.open = new OpenWindows(shape, new Keeper());
  }

  /**
   * Bytes that one window takes, about.
   *
   * @param stateSize numbers S of a state
   */
  public static long bytesOfWindow(WindowShape shape, ObservationSpec observation, int stateSize) {
    long step = FrameStore.bytesOfFrame(observation) + StepStore.BYTES_OF_STEP;
    return shape.window() * step + (long) stateSize * Float.BYTES;
  }

  /** Windows stored now. */
  public int size() {
    return windows.size();
  }

  /**
   * Takes the next transition.
   *
   * @param state what the network remembered before it took its observation in, {@code [S]}
   */
  public void add(Transition transition, float[] state) {
    System.arraycopy(state, 0, current, 0, current.length);
    open.step(steps.append(transition), transition.endsEpisode());
  }

  /**
   * Fills a batch with windows that the sampler picks.
   *
   * @param step environment steps taken so far
   */
  public void sample(SequenceBatch batch, long step) {
    checkState(windows.size() > 0, "there is no window yet");
    sampler.sample(windows.size(), step, batch.size(), batch.slots(), batch.weights());
    gathering.gather(batch);
  }

  /**
   * Hears what was found for the windows that were picked last.
   *
   * @param errors of each window, {@code [B]}
   */
  public void reportErrors(SequenceBatch batch, float[] errors) {
    sampler.onTdErrors(batch.slots(), errors, batch.size());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("sequence replay");
    steps.saveState(out);
    states.saveState(out);
    open.saveState(out);
    windows.saveState(out);
    sampler.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("sequence replay");
    steps.loadState(in);
    states.loadState(in);
    open.loadState(in);
    windows.loadState(in);
    sampler.loadState(in);
  }

  /** Keeps what belongs to a window, and forgets what belongs to none any more. */
  private final class Keeper implements OpenWindows.Listener {
    @Override
    public long opened() {
      return states.append(current);
    }

    @Override
    public void completed(long firstFrame, int length, int frames, int burnIn, long state) {
      int slot = windows.put(firstFrame, length, frames, burnIn, state);
      int oldest = windows.oldest();
      steps.forgetBefore(windows.firstFrame(oldest) - windows.burnIn(oldest));
      states.forgetBefore(windows.state(oldest));
      sampler.onAdd(slot);
    }
  }
}
