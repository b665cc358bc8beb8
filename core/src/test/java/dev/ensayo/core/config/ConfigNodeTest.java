package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConfigNodeTest {
  private static final Origin SET = new Origin("--set", 0);

  private static ConfigNode.Mapping parse(String text) {
    return YamlReader.parse("study.yaml", text);
  }

  private static void assertSame(ConfigNode.Mapping actual, String expected) {
    assertThat(Nodes.withoutOrigins(actual)).isEqualTo(Nodes.withoutOrigins(parse(expected)));
  }

  private static ConfigNode value(String text) {
    return ConfigNode.Scalar.of(SET, text);
  }

  @Test
  void aPathReplacesOneValueAndKeepsItsPlaceAndAllOthers() {
    ConfigNode.Mapping changed =
        parse("agent: {type: dqn, replay: {capacity: 10, sampler: uniform}, discount: 0.9}\nlog: 1")
            .withPath("agent.replay.capacity", value("64"));

    assertSame(
        changed,
        "agent: {type: dqn, replay: {capacity: 64, sampler: uniform}, discount: 0.9}\nlog: 1");
    ConfigNode.Mapping agent = (ConfigNode.Mapping) changed.entries().get("agent");
    assertThat(agent.entries().keySet()).containsExactly("type", "replay", "discount");
    assertThat(agent.origin()).isEqualTo(new Origin("study.yaml", 1));
    assertThat(
            ((ConfigNode.Mapping) agent.entries().get("replay")).entries().get("capacity").origin())
        .isEqualTo(SET);
  }

  @Test
  void theOriginalStaysAsItWas() {
    ConfigNode.Mapping root = parse("a: {b: 1}");

    assertSame(root.withPath("a.b", value("2")), "a: {b: 2}");
    assertSame(root, "a: {b: 1}");
  }

  @Test
  void missingMappingsOnTheWayAreMade() {
    assertSame(parse("a: 1").withPath("b.c.d", value("2")), "{a: 1, b: {c: {d: 2}}}");
    assertSame(parse("b:").withPath("b.c", value("2")), "{b: {c: 2}}");
  }

  @Test
  void aWordOnTheWayBecomesTheTypeOfAMapping() {
    assertSame(
        parse("agent: {updater: adam}").withPath("agent.updater.learningRate", value("1e-3")),
        "agent: {updater: {type: adam, learningRate: 1e-3}}");
  }

  @Test
  void aListCanOnlyBeSetAsAWhole() {
    ConfigNode.Mapping root = parse("agent: {network: {hidden: [64, 64]}}");

    assertSame(
        root.withPath("agent.network.hidden", YamlReader.parseValue("--set", "[8]")),
        "agent: {network: {hidden: [8]}}");
    assertThatThrownBy(() -> root.withPath("agent.network.hidden.0", value("8")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("--set: agent.network.hidden.0: hidden is a list; set it as a whole");
  }

  @Test
  void keysCanBeTakenOut() {
    assertSame(parse("{a: 1, b: 2, c: 3}").without("a", "c", "x"), "{b: 2}");
  }

  @Test
  void whatItIsInWords() {
    assertThat(parse("{a: 1, b: 2}").describe()).isEqualTo("a mapping with the keys [a, b]");
    assertThat(Nodes.list(value("1"), value("2")).describe()).isEqualTo("a list of 2");
    assertThat(value("x").describe()).isEqualTo("'x'");
    assertThat(Nodes.nothing().describe()).isEqualTo("nothing");
  }
}
