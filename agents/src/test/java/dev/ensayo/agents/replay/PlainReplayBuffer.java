package dev.ensayo.agents.replay;

import dev.ensayo.core.agent.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a replay buffer holds, in the plainest way: a list of items, each with copies of both its
 * observations. {@link ReplayBuffer} is compared with it.
 */
final class PlainReplayBuffer {
  /** One n-step item. */
  record Item(float[] observation, int action, float gain, float[] next, float discount) {}

  private record Step(float[] observation, int action, double reward) {}

  private final int capacity;
  private final int steps;
  private final double gamma;
  private final Deque<Step> open = new ArrayDeque<>();
  private final List<Item> slots = new ArrayList<>();
  private int added;

  PlainReplayBuffer(int capacity, int steps, double gamma) {
    this.capacity = capacity;
    this.steps = steps;
    this.gamma = gamma;
  }

  void add(Transition transition) {
    open.add(new Step(transition.observation().clone(), transition.action(), transition.reward()));
    while (open.size() == steps || (transition.endsEpisode() && !open.isEmpty())) {
      double gain = 0;
      double factor = 1;
      for (Step step : open) {
        gain += factor * step.reward();
        factor *= gamma;
      }
      Step first = open.remove();
      Item item =
          new Item(
              first.observation(),
              first.action(),
              (float) gain,
              transition.nextObservation().clone(),
              (float) (factor * transition.discount()));
      if (slots.size() < capacity) {
        slots.add(item);
      } else {
        slots.set(added % capacity, item);
      }
      added++;
    }
  }

  int size() {
    return slots.size();
  }

  Item get(int slot) {
    return slots.get(slot);
  }
}
