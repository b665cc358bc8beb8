package dev.ensayo.serving.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChampionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"version\":1}", "{\"version\":\"one\"}"})
  void aDamagedFileIsToldInALine(String content) throws IOException {
    Path file = folder.resolve(PipelineFolder.CHAMPION);
    Files.writeString(file, content);
    assertThatThrownBy(() -> Champion.in(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'" + file + "' is damaged: ")
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.toString().lines()).hasSize(1));
  }

  @Test
  void aFolderWithoutOneIsNone() throws IOException {
    assertThat(Champion.in(folder)).isEmpty();
  }
}
