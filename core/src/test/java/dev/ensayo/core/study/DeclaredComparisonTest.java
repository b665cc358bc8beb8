package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredComparisonTest {
  private static final String STUDY =
      """
      study: labels
      environment: {type: chain, labels: 5}
      agent: {type: fake, method: scratch}
      budget: {environmentSteps: 100}
      variants:
        scratch-5: {}
        scratch-20: {environment.labels: 20}
        tuned-5: {agent.method: tuned}
        tuned-20: {environment.labels: 20, agent.method: tuned}
        other: {agent: {type: fake, learner: {rate: 1}}}
      """; // 10 lines

  private static Study read(String report) {
    return StudyReader.read(YamlReader.parse("study.yaml", STUDY + report));
  }

  @Test
  void theBaselineIsTheOneThatTheReportNames() {
    assertThat(read("").baseline().name()).isEqualTo("scratch-5");
    assertThat(read("report: {baseline: tuned-20}\n").baseline().name()).isEqualTo("tuned-20");
  }

  @Test
  void inAGridAVariantAsWrittenStandsForItsFirstCell() {
    Study study = read("grid: {agent.discount: [0.9, 1]}\nreport: {baseline: tuned-5}\n");
    assertThat(study.baseline().name()).isEqualTo("tuned-5+discount=0.9");
    Study cell = read("grid: {agent.discount: [0.9, 1]}\nreport: {baseline: tuned-5+discount=1}\n");
    assertThat(cell.baseline().name()).isEqualTo("tuned-5+discount=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{baseline: tuned-55} | study.yaml:11: report.baseline: no variant is called 'tuned-55';"
            + " did you mean 'tuned-5'?",
        "{baseline: other, exclude: [other]} | study.yaml:11: report.baseline: 'other' is left out"
            + " by report.exclude; name one that is compared",
        "{within: environment.lables} | study.yaml:11: report.within: no variant changes"
            + " 'environment.lables'; did you mean 'environment.labels'?",
      })
  void whatIsNotThereIsToldWithTheNearestName(String report, String message) {
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> read("report: " + report + "\n"));
    List<String> problems = e.problems().stream().map(Problem::toString).toList();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith(message);
  }

  @Test
  void aSettingInsideAPartThatIsReplacedIsChanged() {
    assertThat(read("report: {within: agent.learner.rate}\n").report().within())
        .contains("agent.learner.rate");
  }
}
