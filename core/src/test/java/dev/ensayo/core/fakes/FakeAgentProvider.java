package dev.ensayo.core.fakes;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.ReinforcementAgentProvider;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;
import java.util.Set;

/** {@link FakeAgent} under a name of choice. */
public final class FakeAgentProvider implements ReinforcementAgentProvider<FakeAgentConfig> {
  private final String name;

  public FakeAgentProvider(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return "acts at random";
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
    return Set.of("fake/transitions", "train/fake");
  }

  @Override
  public Agent create(FakeAgentConfig config, AgentContext context) {
    return new FakeAgent(config, context);
  }
}
