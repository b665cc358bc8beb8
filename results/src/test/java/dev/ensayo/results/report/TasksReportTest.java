package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.analysis.AcrossTasks;
import dev.ensayo.results.analysis.AcrossTasks.Method;
import dev.ensayo.results.analysis.StudyAnalysis;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.StudyRunsReader;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Methods over several tasks. The scores of two methods are those of the fixture of {@link
 * dev.ensayo.results.statistics.TaskScores}, turned into the scores of two tasks of other sizes.
 */
class TasksReportTest {
  private static final String HEAD =
      """
      study: tasks
      environment: {type: a}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 3}
      variants: {baseline: {}, other: {agent.kind: b}}
      grid: {environment.type: [a, b]}
      """;

  private static final String REPORT =
      "report: {metric: eval/return, reference: {a: {random: 10, reference: 110}, b: {random: -4,"
          + " reference: -2}}}\n";

  @TempDir Path folder;
  private Path study;
  private JsonNode fixture;

  @BeforeEach
  void read() throws IOException {
    study = folder.resolve("tasks");
    fixture =
        new ObjectMapper()
            .readTree(
                Resources.toString(
                    Resources.getResource("dev/ensayo/results/statistics/comparisons.json"),
                    StandardCharsets.UTF_8))
            .get("across");
  }

  private void write(String report, boolean withOther) throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, HEAD + report);
    for (Map.Entry<String, String> method :
        Map.of("baseline", "others", "other", "tasks").entrySet()) {
      for (String task : List.of("a", "b")) {
        for (int seed = 1; seed <= 3; seed++) {
          double normalized = fixture.get(method.getValue()).get(task).get(seed - 1).asDouble();
          double score = task.equals("a") ? 10 + 100 * normalized : -4 + 2 * normalized;
          if (withOther || method.getKey().equals("baseline") || task.equals("a")) {
            runs.scripted(method.getKey() + "+type=" + task, seed, 0, score);
          }
        }
      }
    }
  }

  private StudyResults results() throws IOException {
    return StudyAnalysis.of(StudyRunsReader.read(study), "tasks");
  }

  @Test
  void aggregatesAreThoseOfTheFixture() throws IOException {
    write(REPORT, true);
    AcrossTasks across = results().acrossTasks().orElseThrow();
    assertThat(across.setting()).isEqualTo("environment.type");
    assertThat(across.tasks()).containsExactly("a", "b");
    assertThat(across.methods().stream().map(Method::name)).containsExactly("baseline", "other");
    Method other = across.methods().get(1);
    for (Aggregate aggregate : Aggregate.values()) {
      assertThat(other.of(aggregate).value())
          .as(aggregate.name())
          .isCloseTo(fixture.get("values").get(aggregate.name()).asDouble(), within(1e-9));
      assertThat(other.of(aggregate).interval()).isPresent();
    }
    assertThat(other.improvement().orElseThrow().value())
        .isCloseTo(fixture.get("improvement").asDouble(), within(1e-9));
    assertThat(across.methods().get(0).improvement()).isEmpty();
    for (int i = 0; i < across.levels().length; i++) {
      assertThat(other.low()[i]).isLessThanOrEqualTo(other.profile()[i]);
      assertThat(other.high()[i]).isGreaterThanOrEqualTo(other.profile()[i]);
    }
  }

  @Test
  void theReportSumsThemUpAndComparesInEachTaskAlone() throws IOException {
    write(REPORT, true);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains("Over 2 tasks with normalized scores, the interquartile mean is")
        .contains("A run of other is better than one of baseline in the same task")
        .contains("At type a, against baseline+type=a")
        .contains("Performance profile", "Over all tasks")
        .contains("a 10 and 110; b −4 and −2");
    assertThat(report.markdown()).contains("| b | −4 | −2 |");
    Path figures = report.folder().resolve("figures");
    assertThat(figures.resolve("normalized-scores-over-all-tasks.csv")).exists();
    assertThat(Files.readString(figures.resolve("performance-profile-over-all-tasks.csv")))
        .startsWith("method,normalized_score,share,low,high");
    ReportWriter.write(
        List.of(study),
        folder.resolve("es"),
        ReportLanguage.asked(Language.SPANISH),
        progress -> {});
    assertThat(Files.readString(folder.resolve("es").resolve(ReportWriter.MARKDOWN)))
        .contains("En 2 tareas con puntuaciones normalizadas, la media intercuartílica es");
  }

  @Test
  void aMethodWithoutAScoreInATaskIsNotSummedUp() throws IOException {
    write(REPORT, false);
    AcrossTasks across = results().acrossTasks().orElseThrow();
    assertThat(across.methods().stream().map(Method::name)).containsExactly("baseline");
    assertThat(across.incomplete()).containsExactly("other");
    assertThat(WrittenReport.of(study).text())
        .contains("Not summed up over tasks, because one of them has no score: other.");
  }

  @Test
  void withoutReferenceScoresNothingIsSummedUp() throws IOException {
    write("report: {metric: eval/return}\n", true);
    assertThat(results().acrossTasks()).isEmpty();
  }
}
