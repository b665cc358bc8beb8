package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.core.study.ReportStatistics.Failed;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportStatisticsTest {
  private static Study study(String report) {
    return StudyReader.read(
        YamlReader.parse(
            "study.yaml",
            """
            study: s
            environment: {type: none}
            agent: {type: none}
            budget: {environmentSteps: 10}
            report: {%s}
            """
                .formatted(report)));
  }

  @Test
  void areSettingsOfTheReport() {
    ReportStatistics chosen =
        study(
                "interval: bca, bands: simultaneous, paired: true, failed: worst, worst: -9,"
                    + " target: 3")
            .report()
            .statistics();
    assertThat(chosen.interval()).isEqualTo(IntervalMethod.BCA);
    assertThat(chosen.bands()).isEqualTo(Bands.SIMULTANEOUS);
    assertThat(chosen.paired()).isTrue();
    assertThat(chosen.worst()).hasValue(-9);
    assertThat(chosen.target()).hasValue(3);
    ReportStatistics left = study("").report().statistics();
    assertThat(left.failed()).isEqualTo(Failed.EXCLUDE);
    assertThat(left.interval()).isEqualTo(IntervalMethod.PERCENTILE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worst: 3 | report.worst: is for failed: worst; with failed: exclude such runs have no"
            + " score",
        "failed: wrost | report.failed: no such choice: 'wrost'; did you mean 'worst'?",
        "interval: bootstrap | report.interval: no such choice: 'bootstrap'; known: percentile,"
            + " bca",
      })
  void whatDoesNotFitIsToldInOneLine(String report, String message) {
    assertThatThrownBy(() -> study(report))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
