package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/adding-a-layer.md} shows the sources of the example, which other tests run. */
class AddingALayerTest {
  private static final Path ROOT = Path.of(System.getProperty("ensayo.root"));
  private static final Path TESTS = ROOT.resolve("backend/src/test");
  private static final Path SERVICES = TESTS.resolve("resources/META-INF/services");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL);

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/adding-a-layer.md"));
  }

  private static List<Path> sources() throws IOException {
    Path backend = TESTS.resolve("java/dev/ensayo/backend");
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("example", "compiled/example")) {
      try (Stream<Path> files = Files.list(backend.resolve(folder))) {
        files.filter(file -> !file.endsWith("package-info.java")).forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void thePageShowsEverySourceAndNothingElse() throws IOException {
    List<String> shown = new ArrayList<>();
    Matcher blocks = JAVA.matcher(page());
    while (blocks.find()) {
      shown.add(blocks.group(1));
    }
    List<String> written = new ArrayList<>();
    for (Path source : sources()) {
      written.add(Files.readString(source));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void thePageShowsTheServices() throws IOException {
    try (Stream<Path> services = Files.list(SERVICES)) {
      for (Path service : services.toList()) {
        String lines =
            Files.readString(service).lines().map("    %s\n"::formatted).reduce("", String::concat);
        assertThat(page())
            .contains("`META-INF/services/" + service.getFileName() + "`\n\n" + lines);
      }
    }
  }
}
