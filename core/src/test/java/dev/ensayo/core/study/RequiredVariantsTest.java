package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Variants that start from others, and variants that the report leaves out. */
class RequiredVariantsTest {
  private static final RunBinder BINDER =
      new RunBinder(
          new PluginRegistry(
              List.of(new ChainProvider()), List.of(), List.of(new FakeFollowerProvider())),
          List.of());

  private static final String BASE =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 10}
      seeds: [1, 2]
      """;

  private static Study study(String more) {
    return StudyReader.read(YamlReader.parse("study.yaml", BASE + more));
  }

  private static String problem(String more) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> BINDER.bind(study(more)));
    assertThat(e).isNotNull();
    return e.getMessage();
  }

  @Test
  void plansKnowWhatTheyStartFrom() {
    List<RunPlan> plans =
        BINDER.bind(study("variants: {second: {agent.from: first}, first: {}}\n"));
    assertThat(plans.get(0).requiredVariants()).containsExactly("first");
    assertThat(plans.get(2).requiredVariants()).isEmpty();
  }

  @Test
  void aVariantThatDoesNotExistIsNamedWithTheNearest() {
    assertThat(problem("variants: {second: {agent.from: fist}, first: {}}\n"))
        .contains("no variant is called 'fist'")
        .contains("first")
        .contains("variant second");
  }

  @Test
  void circlesAreRefused() {
    assertThat(problem("variants: {a: {agent.from: b}, b: {agent.from: c}, c: {agent.from: a}}\n"))
        .contains("start from each other")
        .contains("a from b from c from a");
    assertThat(problem("variants: {a: {agent.from: a}}\n")).contains("a from a");
  }

  @Test
  void aSettingThatDoesNotFitTheEnvironmentIsLocated() {
    assertThat(problem("variants: {a: {agent.fit: -1}}\n"))
        .contains("agent.fit")
        .contains("does not fit a decision process");
  }

  @Test
  void whatTheReportLeavesOutMustExistAndLeaveSomething() {
    Study study = study("variants: {first: {}, second: {}}\nreport: {exclude: [first]}\n");
    assertThat(study.compared()).extracting(Variant::name).containsExactly("second");
    assertThat(study.baseline().name()).isEqualTo("second");
    assertThat(problem("variants: {first: {}, b: {}}\nreport: {exclude: [fist]}\n"))
        .contains("report.exclude")
        .contains("no variant is called 'fist'");
    assertThat(problem("variants: {first: {}}\nreport: {exclude: [first]}\n"))
        .contains("keep at least one variant");
  }
}
