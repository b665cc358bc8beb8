package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report.reference}. */
class TaskReferencesTest {
  private static final String HEAD =
      """
      study: s
      environment: {type: a}
      agent: x
      budget: {environmentSteps: 10}
      grid: {environment.type: [a, b]}
      """;

  private static Study read(String report) {
    return StudyReader.read(YamlReader.parse("test", HEAD + "report: {" + report + "}\n"));
  }

  @Test
  void tasksAreEnvironmentsUnlessTheStudySaysOtherwise() {
    ReportSpec report =
        read("reference: {a: {random: 0, reference: 1}, b: {random: -5, reference: 2}}").report();
    assertThat(report.within()).contains("environment.type");
    assertThat(report.statistics().reference().get("b")).isEqualTo(new ReferenceScores(-5, 2));
    assertThat(report.declaresComparison()).isTrue();
    assertThat(read("metric: eval/return").report().within()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference: {a: {random: 0, reference: 1}} | has no scores for 'b'; add b:",
        "reference: {a: {random: 0, reference: 1}, b: {random: 0, reference: 1}, c: {random: 0,"
            + " reference: 1}} | no variant has environment.type 'c'",
        "reference: {a: {random: 0, reference: 0}} | must be a finite number other than random",
        "reference: {a: {random: 1, reference: 0}, b: {random: 0, reference: 1}} | the reference 0.0"
            + " is worse than the random policy's 1.0, as higher is better",
        "reference: {a: {random: 1}} | is missing",
      })
  void whatIsWrongIsSaid(String report, String message) {
    assertThatThrownBy(() -> read(report))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("report.reference")
        .hasMessageContaining(message);
  }
}
