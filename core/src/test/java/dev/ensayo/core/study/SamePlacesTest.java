package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamePlacesTest {
  private static final String CONFIG = "{study: s, environment: {files: [%s, b], steps: 3}}";
  private static final Path HERE = Path.of("pom.xml");

  @TempDir Path folder;

  private static boolean same(String one, String other) {
    return SamePlaces.in(
        YamlReader.parse("(one)", CONFIG.formatted(one)),
        YamlReader.parse("(other)", CONFIG.formatted(other)));
  }

  @Test
  void aFileIsTheSameHoweverItsPathIsSpelled() throws IOException {
    assertThat(same(HERE.toString(), HERE.toAbsolutePath().toString())).isTrue();

    Path file = Files.createFile(folder.resolve("file"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(same(link.toString(), file.toString())).isTrue();
  }

  @Test
  void anotherFileIsNotAndNeitherIsAWord() throws IOException {
    Path other = Files.copy(HERE, folder.resolve("pom.xml"));
    assertThat(same(HERE.toString(), other.toString())).isFalse();
    assertThat(same("none.xml", HERE.toAbsolutePath().toString())).isFalse();
    assertThat(same(HERE.toAbsolutePath().toString(), HERE.toString())).isFalse();
    assertThat(same("./src", "src")).isFalse();
  }

  @Test
  void allElseMustBeEqual() {
    assertThat(same("a", "a")).isTrue();
    assertThat(same("a", "c")).isFalse();
    assertThat(same("a", "null")).isFalse();
    assertThat(same("a", "[a]")).isFalse();
    assertThat(same("a", "a, a")).isFalse();
    assertThat(same("{a: 1}", "{c: 1}")).isFalse();
  }
}
