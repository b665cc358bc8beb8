package dev.ensayo.experiments.run;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.ReinforcementAgentProvider;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.fakes.FakeAgent;
import dev.ensayo.core.fakes.FakeAgentConfig;
import dev.ensayo.core.plugin.Support;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** An agent that works for some steps and then throws. */
record BreakingAgentProvider(String name, Supplier<? extends RuntimeException> failure)
    implements ReinforcementAgentProvider<FakeAgentConfig> {
  private static final int SOUND_STEPS = 300;

  @Override
  public String summary() {
    return "breaks after some steps";
  }

  @Override
  public Class<FakeAgentConfig> configType() {
    return FakeAgentConfig.class;
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, FakeAgentConfig config) {
    return Support.yes();
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of();
  }

  @Override
  public Agent create(FakeAgentConfig config, AgentContext context) {
    return new BreakingAgent(new FakeAgent(config, context), failure);
  }

  private static final class BreakingAgent implements Agent {
    private final FakeAgent inner;
    private final Supplier<? extends RuntimeException> failure;
    private int steps;

    BreakingAgent(FakeAgent inner, Supplier<? extends RuntimeException> failure) {
      this.inner = inner;
      this.failure = failure;
    }

    @Override
    public Policy behaviorPolicy() {
      return inner.behaviorPolicy();
    }

    @Override
    public Policy evaluationPolicy() {
      return inner.evaluationPolicy();
    }

    @Override
    public void onTransition(Transition transition) {
      inner.onTransition(transition);
      if (++steps > SOUND_STEPS) {
        throw failure.get();
      }
    }

    @Override
    public void writeModel(Path directory) throws IOException {
      inner.writeModel(directory);
    }

    @Override
    public boolean canSaveState() {
      return false;
    }

    @Override
    public void saveState(StateWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void loadState(StateReader in) {
      throw new UnsupportedOperationException();
    }
  }
}
