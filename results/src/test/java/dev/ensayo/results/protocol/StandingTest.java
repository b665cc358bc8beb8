package dev.ensayo.results.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.results.protocol.PublishedResult.Counts;
import dev.ensayo.results.protocol.Standing.State;
import dev.ensayo.results.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingTest {
  @TempDir private Path folder;

  private static State state(Counts counts, Better better, double low, double high) {
    PublishedResult published =
        new PublishedResult("v", 100, OptionalDouble.of(5), OptionalInt.of(3), 5, counts);
    return Standing.state(published, new Interval(low, high), better);
  }

  @Test
  void anIntervalThatReachesTheValueGiveOrTakeTheToleranceIsInside() {
    assertThat(state(Counts.WITHIN, Better.HIGHER, 90, 95)).isEqualTo(State.INSIDE);
    assertThat(state(Counts.WITHIN, Better.HIGHER, 90, 94.9)).isEqualTo(State.OUTSIDE);
    assertThat(state(Counts.WITHIN, Better.HIGHER, 105.1, 120)).isEqualTo(State.OUTSIDE);
    assertThat(state(Counts.WITHIN, Better.HIGHER, 0, 1000)).isEqualTo(State.INSIDE);
  }

  @Test
  void whereAnotherModelWasPublishedABetterOneIsInsideToo() {
    Counts counts = Counts.AT_LEAST_AS_GOOD;
    assertThat(state(counts, Better.HIGHER, 120, 130)).isEqualTo(State.INSIDE);
    assertThat(state(counts, Better.HIGHER, 80, 90)).isEqualTo(State.OUTSIDE);
    assertThat(state(counts, Better.LOWER, 80, 90)).isEqualTo(State.INSIDE);
    assertThat(state(counts, Better.LOWER, 120, 130)).isEqualTo(State.OUTSIDE);
  }

  @Test
  void settingsThatDifferAreNamedAndNumbersAreNumbers() {
    ConfigNode.Mapping config =
        YamlReader.parse(
            "config.yaml",
            """
            agent:
              type: dqn
              updater: {type: adam, learningRate: 2.5E-4}
              network: {type: mlp, hiddenUnits: [120, 84]}
              layers: [{type: dense, units: 3, bias: true}]
            """);
    ConfigNode.Mapping asked =
        YamlReader.parse(
            "p.yaml",
            """
            agent.type: dqn
            agent.updater: adam
            agent.updater.learningRate: 0.00025
            agent.network.hiddenUnits: [120, 84]
            agent.layers: [{type: dense, units: 3}]
            """);
    assertThat(SettingsMatch.differing(asked.entries(), config)).isEmpty();
    ConfigNode.Mapping other =
        YamlReader.parse(
            "p.yaml",
            """
            agent.updater: sgd
            agent.network.hiddenUnits: [120]
            agent.layers: [{type: dense, units: 4}]
            agent.missing: 1
            """);
    assertThat(SettingsMatch.differing(other.entries(), config))
        .containsExactly(
            "agent.layers", "agent.missing", "agent.network.hiddenUnits", "agent.updater");
    assertThat(SettingsMatch.differing(ImmutableMap.of(), config)).isEmpty();
  }

  @Test
  void aProtocolIsReadWithTheSettingsOfEachResult() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            study: s
            source: somebody
            report: {metric: eval/return}
            results:
              - {variant: one, value: 1.5, tolerance: 0.1, settings: {agent.discount: 0.5}}
              - {variant: two, value: 2, spread: 0.2, seeds: 3, tolerance: 0.2}
            settings: {agent.discount: 0.9}
            """);
    Protocol protocol = Protocols.in(folder).get(0);
    assertThat(protocol.score().metric()).isEqualTo("eval/return");
    assertThat(protocol.results())
        .extracting(result -> result.settings().get("agent.discount").describe())
        .containsExactly("'0.5'", "'0.9'");
    assertThat(Standing.notRun(protocol)).extracting(Standing::state).containsOnly(State.NOT_RUN);

    Files.writeString(file, "study: s\nsource: x\nreport: {metric: m}\nresults: none\n");
    assertThatThrownBy(() -> Protocol.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a.yaml:4: results: expected a list of published results");
    assertThat(Protocols.in(folder.resolve("none"))).isEmpty();
  }
}
