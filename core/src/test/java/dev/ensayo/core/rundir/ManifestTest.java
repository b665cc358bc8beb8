package dev.ensayo.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir Path folder;

  private static Manifest manifest(RunStatus status, String failure) {
    Map<String, String> backend = new LinkedHashMap<>();
    backend.put("device", "cpu");
    backend.put("engine", "compiled");
    backend.put("BLAS", "\"Öpen\\BLAS\"\n");
    return new Manifest(
        "cartpole-dqn",
        "no-replay",
        Long.MIN_VALUE,
        status,
        failure,
        "0.1.0 abc",
        "17.0.1 Eclipse",
        "here",
        "Linux 6.1 amd64",
        "EPYC",
        2,
        backend,
        475.0,
        Map.of("corpus.txt", "00ff"),
        "2025-01-02T03:04:05Z",
        "",
        12.5,
        3,
        "",
        "",
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(RunStatus status) throws IOException {
    Path file = folder.resolve("manifest.json");
    Manifest manifest = manifest(status, "NaN loss at step 5: \"a\"\n\tb 猫");
    manifest.write(file);
    Manifest read = Manifest.read(file);

    assertThat(read).isEqualTo(manifest);
    assertThat(read.backend().keySet()).containsExactly("device", "engine", "BLAS");
  }

  @Test
  void theFileIsReadableByPeopleAndOtherPrograms() throws IOException {
    Path file = folder.resolve("manifest.json");
    manifest(RunStatus.COMPLETE, "").write(file);

    assertThat(Files.readString(file))
        .startsWith("{\n  \"study\" : \"cartpole-dqn\",\n  \"variant\" : \"no-replay\",\n")
        .contains("\"seed\" : -9223372036854775808,")
        .contains("\"status\" : \"complete\",")
        .contains("\"dataSha256\" : {\n    \"corpus.txt\" : \"00ff\"\n  }")
        .contains("\"rewardThreshold\" : 475.0,")
        .contains("\"seconds\" : 12.5,")
        .endsWith("}\n");
  }

  @Test
  void aRunThatEnds() {
    Manifest ended =
        manifest(RunStatus.RUNNING, "").ended(RunStatus.FAILED, "disk full", "2025-02-02", 99);

    assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.failure()).isEqualTo("disk full");
    assertThat(ended.finished()).isEqualTo("2025-02-02");
    assertThat(ended.seconds()).isEqualTo(99);
    assertThat(ended.sessions()).isEqualTo(3);
    assertThat(ended.started()).isEqualTo("2025-01-02T03:04:05Z");
  }

  @Test
  void aRunThatIsResumedElsewhereKeepsItsBeginning() {
    Manifest before =
        manifest(RunStatus.RUNNING, "").ended(RunStatus.INTERRUPTED, "stopped", "2025-02-02", 99);
    Manifest here =
        new Manifest(
            "x",
            "y",
            5,
            RunStatus.RUNNING,
            "",
            "0.2.0 def",
            "21",
            "there",
            "Mac",
            "M1",
            8,
            Map.of("engine", "x"),
            null,
            Map.of("b", "1"),
            "2026-01-01",
            "",
            0,
            1,
            "because-of-now",
            "",
            List.of());
    Manifest resumed = before.resumed(here);

    assertThat(resumed)
        .isEqualTo(
            new Manifest(
                "cartpole-dqn",
                "no-replay",
                Long.MIN_VALUE,
                RunStatus.RUNNING,
                "",
                "0.2.0 def",
                "21",
                "there",
                "Mac",
                "M1",
                8,
                Map.of("engine", "x"),
                475.0,
                Map.of("b", "1"),
                "2025-01-02T03:04:05Z",
                "",
                99,
                4,
                "because-of-now",
                "",
                List.of(before.lastSession())));
    assertThat(resumed.allSessions())
        .extracting(Manifest.Session::java)
        .containsExactly(before.java(), "21");
  }

  @Test
  void whatAManifestHoldsCannotBeChangedFromOutside() {
    Map<String, String> backend = new LinkedHashMap<>(Map.of("device", "cpu"));
    Manifest manifest =
        new Manifest(
            "s",
            "v",
            1,
            RunStatus.RUNNING,
            "",
            "",
            "",
            "",
            "",
            "",
            1,
            backend,
            null,
            Map.of(),
            "",
            "",
            0,
            1,
            "",
            "",
            List.of());
    backend.put("device", "gpu");

    assertThat(manifest.backend()).containsEntry("device", "cpu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{}", "{\"study\": 5", "not json", "{\"status\": \"odd\"}"})
  void somethingElseIsAnError(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("manifest.json"), text);

    assertThatThrownBy(() -> Manifest.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingFileIsAnError() {
    assertThatThrownBy(() -> Manifest.read(folder.resolve("none.json")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theHostMayBeMissingInOlderFiles() throws IOException {
    Path file = folder.resolve("manifest.json");
    manifest(RunStatus.COMPLETE, "").write(file);
    assertThat(Manifest.read(file).host()).isEqualTo("here");
    String text = Files.readString(file);
    assertThat(text).contains("  \"host\" : \"here\",\n");
    Files.writeString(file, text.replace("  \"host\" : \"here\",\n", ""));
    assertThat(Manifest.read(file).host()).isEmpty();
  }

  @Test
  void whatAModelNeedsIsKeptAndMayBeMissingInOlderFiles() throws IOException {
    Path file = folder.resolve("manifest.json");
    manifest(RunStatus.RUNNING, "")
        .withModelThatNeeds("dev.ensayo:ensayo-layers:1")
        .ended(RunStatus.COMPLETE, "", "", 1)
        .write(file);
    assertThat(Manifest.read(file).modelNeeds()).isEqualTo("dev.ensayo:ensayo-layers:1");
    String text = Files.readString(file);
    String line = "  \"modelNeeds\" : \"dev.ensayo:ensayo-layers:1\",\n";
    assertThat(text).contains(line);
    Files.writeString(file, text.replace(line, ""));
    assertThat(Manifest.read(file).modelNeeds()).isEmpty();
  }

  @Test
  void whatASessionWasMadeWithIsKeptForEachAndMayBeMissingInOlderFiles() throws IOException {
    Path file = folder.resolve("manifest.json");
    Provenance first =
        new Provenance(
            "aa", "bb", "cc", "dd", List.of("avx2"), Map.of("OMP_NUM_THREADS", "1"), Map.of());
    Provenance second = first.withNatives("ee");
    Manifest manifest = manifest(RunStatus.RUNNING, "").with(first);
    manifest.resumed(manifest.with(second)).write(file);
    assertThat(Manifest.read(file).allSessions())
        .extracting(Manifest.Session::provenance)
        .containsExactly(first, second);
    String text = Files.readString(file);
    String old = text.replaceAll(",\\s+\"provenance\" : \\{[^{}]*\\{[^{}]*\\}\\s*\\}", "");
    assertThat(old).doesNotContain("provenance").contains("\"sessions\" : 4");
    Files.writeString(file, old);
    assertThat(Manifest.read(file).allSessions())
        .extracting(Manifest.Session::provenance)
        .containsExactly(Provenance.UNKNOWN, Provenance.UNKNOWN);
  }

  @Test
  void whyARunCannotBeRepeatedIsKeptAndMayBeMissingInOlderFiles() throws IOException {
    Manifest manifest =
        new Manifest(
            "s",
            "v",
            1,
            RunStatus.RUNNING,
            "",
            "",
            "",
            "",
            "",
            "",
            1,
            Map.of(),
            null,
            Map.of(),
            "",
            "",
            0,
            1,
            "threads race",
            "",
            List.of());
    Path file = folder.resolve("manifest.json");
    manifest.ended(RunStatus.COMPLETE, "", "", 1).write(file);
    assertThat(Manifest.read(file).notRepeatable()).isEqualTo("threads race");
    String text = Files.readString(file);
    assertThat(text).contains(",\n  \"notRepeatable\" : \"threads race\"");
    Files.writeString(file, text.replace(",\n  \"notRepeatable\" : \"threads race\"", ""));
    assertThat(Manifest.read(file).notRepeatable()).isEmpty();
  }

  @Test
  void theSessionThatExtendedARunIsNamed() throws IOException {
    Path file = folder.resolve("manifest.json");
    Manifest before = manifest(RunStatus.COMPLETE, "");
    Manifest extended = before.resumed(before).extended("environmentSteps", 100, 250);
    extended.differing("line 2").ended(RunStatus.COMPLETE, "", "", 1).write(file);

    assertThat(Manifest.read(file).extensions())
        .containsExactly(new Manifest.Extension(4, "environmentSteps", 100, 250, "line 2"));

    String older = Files.readString(file).replaceFirst("(?s),\\s*\"extensions\".*", "\n}\n");
    Files.writeString(file, older);
    assertThat(Manifest.read(file).extensions()).isEmpty();
  }
}
