package dev.ensayo.environments.minigrid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out recorded draws in order and fails on any other request. */
final class RecordedChance implements Chance {
  private final Deque<JsonNode> draws = new ArrayDeque<>();

  /** Adds {@code ["i", low, high, k]} or {@code ["shuffle", n, order]}, an array of them. */
  void addAll(JsonNode recorded) {
    recorded.forEach(draws::add);
  }

  int left() {
    return draws.size();
  }

  @Override
  public int between(int low, int high) {
    JsonNode draw = draws.remove();
    if (!draw.get(0).textValue().equals("i")
        || draw.get(1).intValue() != low
        || draw.get(2).intValue() != high) {
      throw new IllegalStateException(
          "asked for one in [" + low + ", " + high + "), recorded was " + draw);
    }
    return draw.get(3).intValue();
  }

  @Override
  public void shuffle(int[] items, int count) {
    JsonNode draw = draws.remove();
    if (!draw.get(0).textValue().equals("shuffle") || draw.get(1).intValue() != count) {
      throw new IllegalStateException("asked to shuffle " + count + ", recorded was " + draw);
    }
    int[] before = items.clone();
    for (int place = 0; place < count; place++) {
      items[place] = before[draw.get(2).get(place).intValue()];
    }
  }

  @Override
  public void saveState(StateWriter out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void loadState(StateReader in) {
    throw new UnsupportedOperationException();
  }
}
