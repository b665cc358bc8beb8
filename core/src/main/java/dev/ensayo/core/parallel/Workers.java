package dev.ensayo.core.parallel;

import com.google.common.collect.ImmutableList;

/** Where the workers come from that train a model together with the one who leads them. */
@FunctionalInterface
public interface Workers {
  /** Each is a thread of this process. */
  Workers IN_THREADS = ThreadLink::start;

  /**
   * Gets workers of ranks 1 to {@code count}, in this order. Who asked closes the links.
   *
   * @param count at least 0
   * @param replicas makes their replicas, where they are made in this process
   * @throws WorkerLostException if they cannot be got now
   */
  ImmutableList<WorkerLink> start(int count, ReplicaFactory replicas);
}
