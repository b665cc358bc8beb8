package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled factorial answers its question. */
@Tag("learning")
class BundledAblationTest {
  @TempDir private Path folder;

  @Test
  void frozenlakePartsSaysWhatHelpsAndWhatDoesNotGoTogether() throws IOException {
    CommandLineHarness.Outcome outcome = ensayo("run", "frozenlake-parts", "--out", folder);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("frozenlake-parts/report/report.md")))
        .containsPattern("- falling-rate helps: .* p \\\\< 0\\.001")
        .containsPattern(
            "- fading and falling-rate together change the score by −.* p \\\\< 0\\.001");
  }
}
