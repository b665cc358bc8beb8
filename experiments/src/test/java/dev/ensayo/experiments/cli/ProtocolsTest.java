package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyGoal;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.protocol.Protocol;
import dev.ensayo.results.protocol.Protocols;
import dev.ensayo.results.protocol.SettingsMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Published results belong to studies that there are, with the settings that they have. */
class ProtocolsTest {
  @TempDir private Path folder;

  private static Path studies() {
    return CommandLineHarness.root().resolve("experiments/studies");
  }

  private static List<Protocol> protocols() {
    System.setProperty("ensayo.home", CommandLineHarness.root().toString());
    return Protocols.ofInstallation();
  }

  @TestFactory
  List<DynamicTest> eachIsOfABundledStudyWithItsSettings() {
    List<Protocol> protocols = protocols();
    assertThat(protocols).hasSizeGreaterThan(10);
    return protocols.stream()
        .map(protocol -> DynamicTest.dynamicTest(protocol.study(), () -> check(protocol)))
        .toList();
  }

  private static void check(Protocol protocol) {
    Path file = studies().resolve(protocol.study() + ".yaml");
    assertThat(file).exists();
    Study study = StudyReader.read(YamlReader.read(file)).withSeedCount(1);
    Optional<List<RunPlan>> bound = bound(study);
    if (bound.isPresent()) {
      study = StudyGoal.of(study, bound.get());
    }
    assertThat(study.report().metric()).isEqualTo(protocol.score().metric());
    assertThat(study.report().score()).isEqualTo(protocol.score().score());
    assertThat(study.report().window()).isEqualTo(protocol.score().window());
    for (Protocol.Result result : protocol.results()) {
      String name = result.published().variant();
      Optional<Variant> variant =
          study.variants().stream().filter(each -> each.name().equals(name)).findFirst();
      assertThat(variant).as(name).isPresent();
      assertThat(result.settings()).containsKeys("environment.type", "agent.type");
      if (bound.isPresent()) {
        RunPlan plan =
            bound.get().stream().filter(run -> run.variant().equals(name)).findFirst().get();
        assertThat(SettingsMatch.differing(result.settings(), plan.resolved())).isEmpty();
      } else {
        ConfigNode.Mapping written = study.configuration(variant.get());
        assertThat(SettingsMatch.differing(thoseWritten(result.settings(), written), written))
            .isEmpty();
      }
    }
  }

  /** Empty where the data that it learns from are not here. */
  private static Optional<List<RunPlan>> bound(Study study) {
    try {
      return Optional.of(new RunBinder(PluginRegistry.load(), List.of()).bind(study));
    } catch (ConfigException e) {
      assertThat(e.problems())
          .allSatisfy(problem -> assertThat(problem.toString()).contains("is not on this machine"));
      return Optional.empty();
    }
  }

  private static Map<String, ConfigNode> thoseWritten(
      ImmutableMap<String, ConfigNode> settings, ConfigNode.Mapping written) {
    return settings.entrySet().stream()
        .filter(setting -> InlineYaml.at(written, setting.getKey()).isPresent())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void runsWithOtherSettingsAreNoReproduction() throws IOException {
    assertThat(ensayo("protocols", "--runs", folder.resolve("none")).out())
        .contains("there is no folder")
        .doesNotContain("inside");
    CommandLineHarness.Outcome run =
        ensayo(
            "run",
            "cartpole-cleanrl",
            "--seeds",
            2,
            "--out",
            folder,
            "--set",
            "agent={type: random}",
            "--set",
            "budget.environmentSteps=300",
            "--set",
            "log.every=100");
    assertThat(run.exitCode()).as(run.err()).isZero();
    CommandLineHarness.Outcome listed = ensayo("protocols", "--runs", folder);
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "cartpole-cleanrl +baseline +488.69 ± 16.11 +\\S+ \\[.*\\] +settings differ: .*"))
        .anyMatch(line -> line.matches("acrobot-dqn-cleanrl +baseline +.* +– +not run"));
    assertThat(Files.readString(folder.resolve("cartpole-cleanrl/report/report.md")))
        .contains("## Published results beside those of this study")
        .contains("settings differ: agent.activation, agent.batchSize");
  }
}
