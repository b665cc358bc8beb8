package dev.ensayo.sequence.languagemodel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.parallel.BatchPlace;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.Team;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The windows of all epochs, which all workers walk at the same pace, each in streams of its own.
 */
final class ParallelWindows implements Stateful, AutoCloseable {
  private final Team team;
  private final DataParallelism training;
  private final int windows;
  private long epoch;
  private int number;

  /**
   * @param team now owned by this
   * @param windows of an epoch
   */
  ParallelWindows(Team team, DataParallelism training, int windows) {
    this.team = team;
    this.training = training;
    this.windows = windows;
  }

  /** Whether the next window is the first of an epoch. */
  boolean atStart() {
    return number == 0;
  }

  /**
   * Has all learn from the next window.
   *
   * @param most targets that all together may have
   * @param told receives what each tells, in the order of the ranks
   * @return whether all have met after it
   */
  boolean next(long most, Consumer<double[]> told) {
    long before = team.rounds();
    List<BatchPlace> places =
        Collections.nCopies(training.workers(), new BatchPlace(epoch, number, most));
    team.learn(places, told);
    number++;
    if (number == windows) {
      number = 0;
      epoch++;
    }
    return team.rounds() > before;
  }

  /** {@link Team#share}. */
  void share() {
    team.share();
  }

  /** {@link Team#endSharing}. */
  void endSharing() {
    team.endSharing();
  }

  /** Steps that a schedule of the learning rate has counted after so many windows. */
  long steps(long learned) {
    return training.sendsGradients() ? learned / training.every() : learned;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("windows");
    out.writeLong(epoch);
    out.writeInt(number);
    team.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("windows");
    epoch = in.readLong();
    number = in.readInt();
    team.loadState(in);
  }

  /** Its leading replica closes the model. */
  @Override
  public void close() {
    team.close();
  }
}
