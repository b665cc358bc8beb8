package dev.ensayo.serving.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyBaselineTest {
  private static final String STUDY =
      """
      study: soil
      environment: {type: table, source: xor}
      agent: mlp
      budget: {epochs: 1}
      variants: {narrow: {agent.hiddenUnits: [2]}, wide: {agent.hiddenUnits: [32]}}
      """;

  @TempDir private Path folder;

  @Test
  void isThatOfTheStudy() throws IOException {
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, STUDY + "report: {baseline: wide}\n");
    assertThat(StudyBaseline.of(folder)).isEqualTo("wide");
    Files.writeString(file, STUDY);
    assertThat(StudyBaseline.of(folder)).isEqualTo("narrow");
  }

  @Test
  void isTheUsualNameWhereNobodySays() throws IOException {
    assertThat(StudyBaseline.of(folder)).isEqualTo("baseline");
    Files.writeString(folder.resolve("study.yaml"), "study: {");
    assertThat(StudyBaseline.of(folder)).isEqualTo("baseline");
  }
}
