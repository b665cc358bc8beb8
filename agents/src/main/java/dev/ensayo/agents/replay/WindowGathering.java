package dev.ensayo.agents.replay;

import java.util.Arrays;

/** Copies windows out of where their parts are kept. */
final class WindowGathering {
  private final WindowShape shape;
  private final double[] powers;
  private final StepStore steps;
  private final FloatFrames states;
  private final WindowRing windows;
  private long[] numbers = new long[0];

  /**
   * @param discount γ of the returns
   */
  WindowGathering(
      WindowShape shape, double discount, StepStore steps, FloatFrames states, WindowRing windows) {
    this.shape = shape;
    this.steps = steps;
    this.states = states;
    this.windows = windows;
    this.powers = new double[shape.nStep() + 1];
    powers[0] = 1;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = powers[k - 1] * discount;
    }
  }

  /** Fills a batch with the windows in its slots. */
  void gather(SequenceBatch batch) {
    if (numbers.length < batch.mask().length) {
      numbers = new long[batch.mask().length];
    }
    gatherStates(batch);
    gatherBurnIn(batch);
    gatherObservations(batch);
    gatherSteps(batch);
  }

  private void gatherStates(SequenceBatch batch) {
    for (int b = 0; b < batch.size(); b++) {
      numbers[b] = windows.state(batch.slots()[b]);
      batch.lengths()[b] = windows.length(batch.slots()[b]);
    }
    states.gather(numbers, batch.size(), batch.states());
  }

  private void gatherBurnIn(SequenceBatch batch) {
    boolean any = false;
    for (int b = 0; b < batch.size(); b++) {
      int slot = batch.slots()[b];
      boolean burns = windows.burnIn(slot) > 0;
      any |= burns;
      for (int t = 0; t < shape.burnIn(); t++) {
        int row = t * batch.size() + b;
        numbers[row] = windows.firstFrame(slot) + (burns ? t - shape.burnIn() : 0);
        batch.burnInMask()[row] = burns ? 1 : 0;
      }
    }
    batch.setBurnsIn(any);
    if (any) {
      steps.gather(numbers, batch.burnInMask().length, batch.burnIn());
    }
  }

  private void gatherObservations(SequenceBatch batch) {
    for (int b = 0; b < batch.size(); b++) {
      int slot = batch.slots()[b];
      for (int t = 0; t < shape.observations(); t++) {
        int row = t * batch.size() + b;
        boolean there = t < windows.frames(slot);
        numbers[row] = windows.firstFrame(slot) + (there ? t : 0);
        batch.mask()[row] = there ? 1 : 0;
      }
    }
    steps.gather(numbers, batch.mask().length, batch.observations());
  }

  private void gatherSteps(SequenceBatch batch) {
    Arrays.fill(batch.actions(), 0);
    Arrays.fill(batch.returns(), 0);
    Arrays.fill(batch.discounts(), 0);
    Arrays.fill(batch.nextRows(), 0);
    for (int b = 0; b < batch.size(); b++) {
      int slot = batch.slots()[b];
      for (int t = 0; t < windows.length(slot); t++) {
        gatherStep(batch, b, t, windows.firstFrame(slot) + t);
      }
    }
  }

  /** G, D and o' of a step: n steps on, or at the end of the episode. */
  private void gatherStep(SequenceBatch batch, int b, int t, long frame) {
    int row = t * batch.size() + b;
    steps.look(frame);
    batch.actions()[row] = steps.action();
    double sum = 0;
    int k = 0;
    while (k < shape.nStep() && !steps.ended()) {
      sum += powers[k] * steps.reward();
      k++;
      steps.look(frame + k);
    }
    batch.returns()[row] = (float) sum;
    batch.discounts()[row] = (float) (powers[k] * steps.discount());
    batch.nextRows()[row] = (t + k) * batch.size() + b;
  }
}
