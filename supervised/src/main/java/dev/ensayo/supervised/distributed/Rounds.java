package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Workers that take turns and meet: when each has worked through its batches of a round, all send
 * what they have, wait for the last, and go on with what comes back.
 */
abstract class Rounds implements Cooperation {
  private final List<Worker> workers;
  private final int batchesEach;
  private final double message;
  private final double[] clocks;
  private int turn;
  private long rounds;

  /**
   * @param batchesEach batches of each worker in a round
   * @param message how long all parameters take one way (s)
   */
  Rounds(List<Worker> workers, int batchesEach, double message) {
    this.workers = workers;
    this.batchesEach = batchesEach;
    this.message = message;
    this.clocks = new double[workers.size()];
  }

  final List<Worker> workers() {
    return workers;
  }

  /** One worker learns from a batch. */
  abstract void learn(
      Worker worker, float[] inputs, float[] targets, float[] weights, int batch, FitResult result);

  /** All are there: puts together what they learned and hands it out. */
  abstract void combine();

  /** Whether a round is under way. */
  final boolean isWithinRound() {
    return turn > 0;
  }

  @Override
  public final void fit(
      float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    int next = turn % workers.size();
    Worker worker = workers.get(next);
    clocks[next] = worker.batch(clocks[next]);
    learn(worker, inputs, targets, weights, batch, result);
    turn++;
    if (turn == workers.size() * batchesEach) {
      meet();
      combine();
      turn = 0;
      rounds++;
    }
  }

  private void meet() {
    double last = seconds();
    for (int i = 0; i < clocks.length; i++) {
      workers.get(i).waits(clocks[i], last);
      workers.get(i).sends(last, last + 2 * message);
    }
    Arrays.fill(clocks, last + 2 * message);
  }

  /** That of the worker who is last. */
  @Override
  public final double seconds() {
    return Arrays.stream(clocks).max().orElseThrow();
  }

  @Override
  public final long steps() {
    return rounds;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("rounds");
    out.writeDoubles(clocks);
    out.writeInt(turn);
    out.writeLong(rounds);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("rounds");
    in.readDoubles(clocks);
    turn = in.readInt();
    rounds = in.readLong();
  }
}
