package dev.ensayo.core.agent;

import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;

/** Makes one type of {@link VectorAgent}. */
public interface VectorAgentProvider<C extends Record> extends PolicyProvider<C> {
  /** How many copies of the environment step together, at least 1. */
  int copies(C config);

  VectorAgent create(C config, AgentContext context);

  @Override
  default Training start(C config, TrainingContext context) {
    return new VectorTraining(
        context, copies(config), agentContext -> create(config, agentContext));
  }
}
