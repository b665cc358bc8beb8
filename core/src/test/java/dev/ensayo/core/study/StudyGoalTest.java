package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.plugin.PluginRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compared where the study does not say it. */
class StudyGoalTest {
  private static final RunBinder BINDER =
      new RunBinder(
          new PluginRegistry(
              List.of(new ChainProvider()),
              List.of(),
              List.of(new FakeFollowerProvider(), new FakeAgentProvider("fake"))),
          List.of());

  private static final String BASE =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 10}
      """;

  private static final String OTHER_AGENT =
      "variants: {a: {}, b: {agent: fake, budget: {environmentSteps: 10}}}\n";

  private static Study study(String more) {
    return StudyReader.read(YamlReader.parse("study.yaml", BASE + more));
  }

  private static ReportSpec judged(String more) {
    Study study = study(more);
    return StudyGoal.of(study, BINDER.bind(study)).report();
  }

  @Test
  void whatTheAgentIsForInItsOwnDirection() {
    assertThat(judged("").metric()).isEqualTo("follower/distance");
    assertThat(judged("").better()).isEqualTo(Better.LOWER);
    assertThat(judged("report: {window: 1}\n").better()).isEqualTo(Better.LOWER);
  }

  @Test
  void whatTheStudySaysStays() {
    ReportSpec other = judged("report: {metric: eval/return}\n");
    assertThat(other.metric()).isEqualTo("eval/return");
    assertThat(other.better()).isEqualTo(Better.HIGHER);
    ReportSpec turned = judged("report: {better: higher}\n");
    assertThat(turned.metric()).isEqualTo("follower/distance");
    assertThat(turned.better()).isEqualTo(Better.HIGHER);
  }

  @Test
  void theDirectionOfTheAgentsMetricIsKnownWhereItIsWritten() {
    assertThat(judged("report: {metric: follower/distance}\n").better()).isEqualTo(Better.LOWER);
  }

  @Test
  void agentsThatAreForDifferentThingsNeedAWord() {
    Study study = study(OTHER_AGENT);
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> BINDER.bind(study));
    assertThat(e)
        .hasMessageContaining("report.metric")
        .hasMessageContaining("follower/distance ('a'), eval/return ('b')");
    assertThat(judged(OTHER_AGENT + "report: {metric: eval/return}\n").better())
        .isEqualTo(Better.HIGHER);
    assertThat(judged(OTHER_AGENT + "report: {exclude: [b]}\n").metric())
        .isEqualTo("follower/distance");
  }
}
