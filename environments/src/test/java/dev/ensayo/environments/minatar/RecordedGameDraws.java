package dev.ensayo.environments.minatar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Hands out recorded draws in order and fails on any other request. */
final class RecordedGameDraws implements RandomGenerator, Stateful {
  private final Deque<JsonNode> draws = new ArrayDeque<>();

  /** Adds {@code ["u", x]} or {@code ["i", low, high, k]}, or an array of them. */
  void addAll(JsonNode recorded) {
    recorded.forEach(draws::add);
  }

  int left() {
    return draws.size();
  }

  @Override
  public double nextDouble() {
    JsonNode draw = draws.remove();
    if (!draw.get(0).textValue().equals("u")) {
      throw new IllegalStateException("asked for a uniform draw, recorded was " + draw);
    }
    return draw.get(1).doubleValue();
  }

  @Override
  public int nextInt(int bound) {
    JsonNode draw = draws.remove();
    int low = draw.get(1).intValue();
    if (!draw.get(0).textValue().equals("i") || draw.get(2).intValue() - low != bound) {
      throw new IllegalStateException("asked for one of " + bound + ", recorded was " + draw);
    }
    return draw.get(3).intValue() - low;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("nothing of that kind was recorded");
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
