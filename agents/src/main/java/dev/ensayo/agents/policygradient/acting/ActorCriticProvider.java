package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.core.agent.VectorAgentProvider;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;
import java.util.Set;

/** What providers of agents with a policy's network have in common: they take every action. */
public interface ActorCriticProvider<C extends Record> extends VectorAgentProvider<C> {
  /** The settings of the network. */
  ActorCriticSpec network(C config);

  @Override
  default Set<ActionSpec.Kind> actionKinds() {
    return Set.of(ActionSpec.Kind.values());
  }

  @Override
  default Support supportsProcess(DecisionProcessSpec process, C config) {
    network(config).check(process);
    return Support.yes();
  }
}
