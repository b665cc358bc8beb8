package dev.ensayo.core.agent;

/** How a finished run's agent acts. It learns no more; closing it frees what it is made of. */
public interface TrainedPolicy extends Policy, AutoCloseable {
  @Override
  default void close() {}
}
