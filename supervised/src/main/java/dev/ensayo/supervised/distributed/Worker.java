package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/** One machine: a replica of the network, and what its time went into. */
final class Worker implements Stateful, AutoCloseable {
  /** What is drawn: the time of so many batches at speed 1. */
  private static final int SHOWN_BATCHES = 16;

  private final Model model;
  private final Cluster cluster;
  private final double speed;
  private final int batchSize;
  private final RandomStream unevenness;
  private final Timeline.Row timeline;
  private long batches;
  private double computing;
  private double sending;
  private double waiting;

  /**
   * @param model its replica, now owned by this
   * @param batchSize examples of a batch; the last of an epoch, which may have fewer, takes as long
   */
  Worker(Model model, Cluster cluster, double speed, int batchSize, RandomStream unevenness) {
    this.model = model;
    this.cluster = cluster;
    this.speed = speed;
    this.batchSize = batchSize;
    this.unevenness = unevenness;
    this.timeline = new Timeline.Row(SHOWN_BATCHES * cluster.even(batchSize, 1));
  }

  Model model() {
    return model;
  }

  double speed() {
    return speed;
  }

  long batches() {
    return batches;
  }

  double computing() {
    return computing;
  }

  double sending() {
    return sending;
  }

  double waiting() {
    return waiting;
  }

  /** What its first moments went into. */
  Timeline.Row timeline() {
    return timeline;
  }

  /**
   * It works through its next batch.
   *
   * @param from when it begins (s)
   * @return when it will have done (s)
   */
  double batch(double from) {
    double seconds = cluster.batch(batchSize, speed, unevenness);
    timeline.add(Timeline.Kind.WORK, from, from + seconds);
    computing += seconds;
    batches++;
    return from + seconds;
  }

  /** Its time goes into messages (s). */
  void sends(double from, double to) {
    timeline.add(Timeline.Kind.MESSAGE, from, to);
    sending += to - from;
  }

  /** Its time goes into waiting for others (s). */
  void waits(double from, double to) {
    waiting += to - from;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    model.saveState(out);
    unevenness.saveState(out);
    out.writeLong(batches);
    out.writeDouble(computing);
    out.writeDouble(sending);
    out.writeDouble(waiting);
    timeline.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    model.loadState(in);
    unevenness.loadState(in);
    batches = in.readLong();
    computing = in.readDouble();
    sending = in.readDouble();
    waiting = in.readDouble();
    timeline.loadState(in);
  }

  @Override
  public void close() {
    model.close();
  }
}
