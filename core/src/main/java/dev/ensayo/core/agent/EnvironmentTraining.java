package dev.ensayo.core.agent;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.function.Function;

/** An agent that learns in one copy of a decision process. */
public final class EnvironmentTraining extends ActingTraining {
  private static final int STEPS_PER_SLICE = 256;

  private final Environment environment;
  private final Agent agent;
  private final EnvironmentLoop loop;

  /**
   * @param agentFactory makes the agent from its context
   */
  public EnvironmentTraining(
      TrainingContext context, Function<AgentContext, ? extends Agent> agentFactory) {
    super(context, STEPS_PER_SLICE);
    this.environment = process().create(context.seeds().child(ENVIRONMENT_SEEDS));
    this.agent = agentFactory.apply(agentContext(environment));
    this.loop =
        new EnvironmentLoop(
            environment,
            agent.behaviorPolicy(),
            agent,
            (episodeReturn, length) -> recordEpisode(position() + 1, episodeReturn, length));
  }

  @Override
  Learner learner() {
    return agent;
  }

  @Override
  Environment environment() {
    return environment;
  }

  @Override
  protected long step(long room) {
    loop.step();
    return 1;
  }

  @Override
  public boolean isResumable() {
    return environment.canSaveState() && agent.canSaveState();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    loop.saveState(out);
    agent.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    loop.loadState(in);
    agent.loadState(in);
  }

  @Override
  public void close() {
    try {
      agent.close();
    } finally {
      environment.close();
    }
  }
}
