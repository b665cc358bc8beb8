package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.core.study.ReportCharts.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportChartsTest {
  private static ReportCharts charts(String report) {
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
                    .formatted(report)))
        .report()
        .charts();
  }

  @Test
  void areSettingsOfTheReport() {
    ReportCharts chosen = charts("x: [wall-time, steps], xScale: log, yScale: log");
    assertThat(chosen.x()).containsExactly(Abscissa.WALL_TIME, Abscissa.STEPS);
    assertThat(chosen.xScale()).isEqualTo(Scale.LOG);
    assertThat(chosen.yScale()).isEqualTo(Scale.LOG);
    ReportCharts left = charts("");
    assertThat(left.x())
        .containsExactly(
            Abscissa.STEPS, Abscissa.UPDATES, Abscissa.SIMULATED_TIME, Abscissa.WALL_TIME);
    assertThat(left.xScale()).isEqualTo(Scale.LINEAR);
    assertThat(left.yScale()).isEqualTo(Scale.LINEAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: [] | study.yaml:5: report.x: must name at least one of steps, updates, simulated-time, wall-time",
        "x: [steps, steps] | study.yaml:5: report.x: names one of them twice",
        "x: [walltime] | no such choice: 'walltime'; did you mean 'wall-time'?",
        "xScale: logarithmic | report.xScale: no such choice: 'logarithmic'; known: linear, log",
      })
  void whatDoesNotFitIsToldInOneLine(String report, String message) {
    assertThatThrownBy(() -> charts(report))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
