package dev.ensayo.core.agent;

import dev.ensayo.core.plugin.AgentProvider;
import java.io.IOException;
import java.util.Optional;

/** Makes a type of learner that acts in decision processes. */
public interface PolicyProvider<C extends Record> extends AgentProvider<C> {
  /**
   * The policy that a finished run was tested with last: the same observations, given in the same
   * batches, get the same actions.
   *
   * @return empty, as by default, if the agent keeps nothing that it could be made of again
   * @throws IOException if what was kept cannot be read
   */
  default Optional<TrainedPolicy> loadPolicy(C config, SavedAgent saved) throws IOException {
    return Optional.empty();
  }
}
