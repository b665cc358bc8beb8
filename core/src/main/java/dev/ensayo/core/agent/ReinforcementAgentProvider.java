package dev.ensayo.core.agent;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;

/** Makes one type of {@link Agent}; everything around the agent is the same for all of them. */
public interface ReinforcementAgentProvider<C extends Record> extends PolicyProvider<C> {
  @Override
  Support supportsProcess(DecisionProcessSpec process, C config);

  Agent create(C config, AgentContext context);

  @Override
  default Training start(C config, TrainingContext context) {
    return new EnvironmentTraining(context, agentContext -> create(config, agentContext));
  }
}
