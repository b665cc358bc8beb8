package dev.ensayo.environments.gridworld;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Hands out recorded uniform draws in order and fails on any other request. */
final class RecordedDraws implements RandomGenerator, Stateful {
  private final Deque<Double> draws = new ArrayDeque<>();

  void add(double draw) {
    draws.add(draw);
  }

  int left() {
    return draws.size();
  }

  @Override
  public double nextDouble() {
    return draws.remove();
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("only uniform doubles were recorded");
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
