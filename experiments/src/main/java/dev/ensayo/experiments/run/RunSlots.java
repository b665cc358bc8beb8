package dev.ensayo.experiments.run;

/**
 * Places in which the runs of one study are made, as many at a time as there are slots. {@link
 * StudyRunner} decides what is to be made when; a slot only makes it.
 */
public interface RunSlots extends AutoCloseable {
  /** How many runs are made side by side at most, at least 1; asked for once, before the first. */
  int count();

  /**
   * Makes a run, or what is left of it, and returns when it has ended, was stopped or is seen to be
   * with another process. Called by as many threads at a time as there are slots, with another run
   * each.
   *
   * <p>It tells the observer of the study what an execution in this process would: {@code started},
   * {@code moved} and so on, and {@code ended} or {@code kept}; not {@code elsewhere}, which {@link
   * StudyRunner} tells. A request to stop reaches runs through the study's {@link Cancellation}: a
   * run that heard of it saves itself and comes back as interrupted.
   *
   * @return how it ended; never throws for a failed run
   * @throws InterruptedException if the thread was interrupted: the study is broken off
   */
  RunOutcome launch(Assignment assignment) throws InterruptedException;

  /** Called once, when no run is being made any more and none will be. */
  @Override
  default void close() {}
}
