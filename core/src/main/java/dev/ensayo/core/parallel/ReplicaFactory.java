package dev.ensayo.core.parallel;

/** Makes the replica of one worker; called by the thread that then uses it. */
@FunctionalInterface
public interface ReplicaFactory {
  /**
   * A replica at the beginning of the run, whose parameters may be any.
   *
   * @param rank of the worker, 0 for the one that leads
   */
  Replica of(int rank);
}
