package dev.ensayo.agents.replay;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;

/**
 * Episodes one after the other: each observation with the action taken there and its reward, and
 * the last one of an episode with how it ended. Observations are numbered from 0 as they come.
 */
final class StepStore implements Stateful {
  private static final int ACTION = 0;
  private static final int REWARD = 1;
  private static final int DISCOUNT = 2;
  private static final int FIELDS = 3;

  /** Of a step beside its observation. */
  static final long BYTES_OF_STEP = FIELDS * Float.BYTES;

  /** Stands in the place of the action where an episode has ended. */
  private static final float NONE = -1;

  private final FrameStore<?> observations;
  private final FloatFrames steps;
  private final float[] step = new float[FIELDS];
  private final long[] one = new long[1];

  /**
   * @param mostFrames the largest number of observations that is remembered at once
   */
  StepStore(ObservationSpec observation, long mostFrames) {
    this.observations = FrameStore.of(observation, mostFrames);
    this.steps = new FloatFrames(FIELDS, mostFrames);
  }

  /**
   * Takes the next step of an episode.
   *
   * @return number of its observation; if the episode ends, the last one has the number after it
   */
  long append(Transition transition) {
    long frame = append(transition.observation(), transition.action(), transition.reward(), 1);
    if (transition.endsEpisode()) {
      append(transition.nextObservation(), NONE, 0, transition.discount());
    }
    return frame;
  }

  private long append(float[] observation, float action, double reward, double discount) {
    step[ACTION] = action;
    step[REWARD] = (float) reward;
    step[DISCOUNT] = (float) discount;
    steps.append(step);
    return observations.append(observation);
  }

  void forgetBefore(long frame) {
    observations.forgetBefore(frame);
    steps.forgetBefore(frame);
  }

  /**
   * Copies observations out.
   *
   * @param target receives {@code [count, F]}
   */
  void gather(long[] frames, int count, float[] target) {
    observations.gather(frames, count, target);
  }

  /** Reads what is kept of a step; the methods below tell it. */
  void look(long frame) {
    one[0] = frame;
    steps.gather(one, 1, step);
  }

  /** Whether the episode had ended there, so that no action was taken. */
  boolean ended() {
    return step[ACTION] == NONE;
  }

  int action() {
    return (int) step[ACTION];
  }

  float reward() {
    return step[REWARD];
  }

  /** 0 where the task terminated, else 1. */
  float discount() {
    return step[DISCOUNT];
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("steps");
    observations.saveState(out);
    steps.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("steps");
    observations.loadState(in);
    steps.loadState(in);
  }
}
