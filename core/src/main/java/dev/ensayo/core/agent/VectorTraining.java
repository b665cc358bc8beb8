package dev.ensayo.core.agent;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An agent that learns in {@code N} copies of a decision process that step together. The clock
 * moves by N at each step; what is due in between comes after the step, and the last one may lead
 * up to N − 1 steps beyond the budget. The step of copy i, from 0, has the number t + i + 1, where
 * t were taken before.
 */
public final class VectorTraining extends ActingTraining {
  private static final int STEPS_PER_SLICE = 256;

  private final VectorEnvironment copies;
  private final VectorAgent agent;
  private final VectorLoop loop;

  /**
   * @param count number {@code N} of copies, at least 1
   * @param agentFactory makes the agent from its context
   */
  public VectorTraining(
      TrainingContext context,
      int count,
      Function<AgentContext, ? extends VectorAgent> agentFactory) {
    super(context, Math.max(1, STEPS_PER_SLICE / count));
    checkArgument(count >= 1, "there must be at least one copy: %s", count);
    List<SeedSequence> seeds = new ArrayList<>();
    for (int copy = 0; copy < count; copy++) {
      seeds.add(context.seeds().child(ENVIRONMENT_SEEDS).child(copy));
    }
    this.copies = new VectorEnvironment(process().create(seeds));
    this.agent = agentFactory.apply(agentContext(copies.first()));
    this.loop =
        new VectorLoop(
            copies,
            agent,
            (copy, episodeReturn, length) ->
                recordEpisode(position() + copy + 1, episodeReturn, length));
  }

  @Override
  Learner learner() {
    return agent;
  }

  @Override
  Environment environment() {
    return copies.first();
  }

  @Override
  protected long step(long room) {
    loop.step();
    return copies.count();
  }

  @Override
  public boolean isResumable() {
    return copies.canSaveState() && agent.canSaveState();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    loop.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    loop.loadState(in);
  }

  @Override
  public void close() {
    try {
      agent.close();
    } finally {
      copies.close();
    }
  }
}
