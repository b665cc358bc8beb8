package dev.ensayo.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeCorpusProvider;
import dev.ensayo.core.fakes.FakeReaderProvider;
import dev.ensayo.core.fakes.RewardScaleProvider;
import dev.ensayo.core.plugin.PluginRegistry.UnknownPluginException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginRegistryTest {
  private static final ChainProvider CHAIN = new ChainProvider();

  private static PluginRegistry agents(AgentProvider<?>... agents) {
    return new PluginRegistry(List.of(), List.of(), List.of(agents));
  }

  @Test
  void pluginsAreFoundByNameAndListedInOrder() {
    FakeAgentProvider fake = new FakeAgentProvider("fake");
    RewardScaleProvider scale = new RewardScaleProvider();
    PluginRegistry registry =
        new PluginRegistry(
            List.of(new FakeCorpusProvider(), CHAIN),
            List.of(scale),
            List.of(new FakeReaderProvider(), fake));

    assertThat(registry.environment("chain")).isSameAs(CHAIN);
    assertThat(registry.wrapper("reward-scale")).isSameAs(scale);
    assertThat(registry.agent("fake")).isSameAs(fake);
    assertThat(registry.environments().keySet()).containsExactly("chain", "letters");
    assertThat(registry.agents().keySet()).containsExactly("fake", "reader");
    assertThat(registry.wrappers().keySet()).containsExactly("reward-scale");
  }

  @Test
  void aMissNamesTheNearestAndAll() {
    PluginRegistry registry =
        agents(new FakeAgentProvider("dqn"), new FakeAgentProvider("value-iteration"));

    assertThatThrownBy(() -> registry.agent("value-itertion"))
        .isInstanceOf(UnknownPluginException.class)
        .hasMessage(
            "no agent is called 'value-itertion'; did you mean 'value-iteration'? known: dqn,"
                + " value-iteration");
    assertThatThrownBy(() -> registry.environment("chain"))
        .hasMessage("no environment is called 'chain'; known: none");
    assertThatThrownBy(() -> registry.wrapper("x"))
        .hasMessage("no wrapper is called 'x'; known: none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dqn", "cartpole-v1", "rl4j-dqn", "a", "word2vec", "frozen-lake-8x8"})
  void wellFormedNames(String name) {
    assertThat(agents(new FakeAgentProvider(name)).agents()).containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "DQN", "cartPole", "-a", "a-", "a--b", "1a", "a_b", "a b", "a.b", "é", "a\n"})
  void whatHasAMalformedNameIsLeftOutAndTold(String name) {
    PluginRegistry registry = agents(new FakeAgentProvider(name), new FakeAgentProvider("fake"));

    assertThat(registry.agents()).containsOnlyKeys("fake");
    assertThat(registry.problems())
        .singleElement()
        .asString()
        .startsWith("agent " + FakeAgentProvider.class.getName() + " of ")
        .endsWith("has a malformed name: '" + name + "'; use lower case, digits and dashes");
  }

  @Test
  void twoPluginsOfOneKindAndNameAreLeftOutAndTold() {
    PluginRegistry registry =
        agents(
            new FakeAgentProvider("reader"),
            new FakeReaderProvider(),
            new FakeAgentProvider("fake"));

    assertThat(registry.agents()).containsOnlyKeys("fake");
    assertThat(registry.problems())
        .singleElement()
        .asString()
        .startsWith(
            "two agents are called 'reader', so neither can be used: "
                + FakeAgentProvider.class.getName()
                + " of ")
        .contains(" and " + FakeReaderProvider.class.getName() + " of ");
  }

  @Test
  void anAgentAndAnEnvironmentMayShareAName() {
    PluginRegistry registry =
        new PluginRegistry(List.of(CHAIN), List.of(), List.of(new FakeAgentProvider("chain")));

    assertThat(registry.environment("chain")).isSameAs(CHAIN);
    assertThat(registry.agent("chain")).isNotNull();
  }

  @Test
  void aClassPathWithoutPluginsLoads() {
    PluginRegistry registry = PluginRegistry.load();

    assertThat(registry.agents()).isEmpty();
    assertThat(registry.environments()).isEmpty();
  }

  @Test
  void aRefusalNeedsAReason() {
    assertThat(Support.yes().isSupported()).isTrue();
    assertThat(Support.yes().reason()).isEmpty();
    assertThat(Support.no("it needs a table").isSupported()).isFalse();
    assertThat(Support.no("it needs a table").reason()).isEqualTo("it needs a table");
    assertThatThrownBy(() -> Support.no(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
