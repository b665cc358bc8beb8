package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Each claim leads to its table, each variant to its runs, each run to its files. */
final class ReportLinksTest {
  @TempDir private Path folder;

  private static PageLinks written(Path study) throws IOException {
    return PageLinks.of(ReportWriter.write(List.of(study), study.resolve("report")));
  }

  private static void check(PageLinks page) throws IOException {
    assertThat(page.faults()).isEmpty();
    assertThat(page.faultsOfMarkdown()).isEmpty();
    List<Element> claims =
        page.elements("section").stream()
            .filter(each -> Set.of("summary", "problems").contains(each.getAttribute("class")))
            .flatMap(each -> PageLinks.of(each).elements("li").stream())
            .toList();
    assertThat(claims)
        .isNotEmpty()
        .allSatisfy(
            claim -> {
              List<Element> links = PageLinks.of(claim).elements("a");
              assertThat(links).hasSize(1);
              assertThat(links.get(0).getTextContent()).isNotBlank();
            });
  }

  @Test
  void eachClaimLeadsToItsTableAndEachNumberToTheFilesOfItsRuns() throws IOException {
    PageLinks page = written(SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn")));

    check(page);
    Element claim =
        page.elements("li").stream()
            .filter(each -> each.getTextContent().matches("(?s).*no-replay.*worse.*Table 1"))
            .findFirst()
            .orElseThrow();
    String table = PageLinks.of(claim).elements("a").get(0).getAttribute("href");
    assertThat(page.place(table).orElseThrow().getTextContent())
        .startsWith("Table 1. Final scores and comparison with baseline");

    Element row =
        page.elements("a").stream()
            .filter(each -> each.getTextContent().equals("no-replay"))
            .findFirst()
            .orElseThrow();
    Element runs = page.place(row.getAttribute("href")).orElseThrow();
    assertThat(runs.getTextContent()).startsWith("no-replay1finished");
    assertThat(PageLinks.of(runs).targets())
        .containsExactly(
            "../no-replay/seed-1/metrics.csv",
            "../no-replay/seed-1/config.yaml",
            "../no-replay/seed-1/manifest.json");
    assertThat(page.targets())
        .as("of a run that failed")
        .contains("../no-target-network/seed-5/metrics.csv")
        .as("of one that never began")
        .doesNotContain("../no-replay/seed-5/config.yaml");
  }

  @Test
  void aRunIsKnownByTheHashesOfItsConfigurationAndItsData() throws IOException {
    Path study = folder.resolve("hashed");
    SyntheticStudy runs =
        SyntheticStudy.write(
            study,
            """
            study: hashed
            environment: {type: cartpole-v1}
            agent: {type: dqn}
            budget: {environmentSteps: 30000}
            seeds: [1, 2]
            """);
    runs.scripted("baseline", 1, 1, 2);
    runs.scripted("baseline", 2, 1, 3);
    String none = "\"dataSha256\" : { }";
    runs.manifest("baseline", 1, none, "\"dataSha256\":{\"train.csv\":\"0123456789abcdef\"}");
    runs.manifest("baseline", 2, none, "\"dataSha256\":{\"b\":\"bbbb\",\"a\":\"aaaa\"}");
    WrittenReport report = new WrittenReport(written(study).page().getParent());

    String config = Files.readString(study.resolve("baseline/seed-1/config.yaml"));
    String sha256 = Hashing.sha256().hashString(config, StandardCharsets.UTF_8).toString();
    List<CSVRecord> rows = report.rows(ReportWriter.SCORES);
    assertThat(rows.get(0).toMap())
        .containsEntry("config_sha256", sha256)
        .containsEntry("data_sha256", "train.csv=0123456789abcdef")
        .containsEntry("code", "0.1.0 (3f2a1c9)")
        .containsEntry("folder", "baseline/seed-1");
    assertThat(rows.get(1).get("data_sha256")).isEqualTo("a=aaaa;b=bbbb");
    // printf 'a aaaa\nb bbbb\n' | sha256sum
    assertThat(report.text())
        .contains(sha256.substring(0, 12), "0123456789ab train.csv", "2 files together")
        .contains(
            Hashing.sha256()
                .hashString("a aaaa\nb bbbb\n", StandardCharsets.UTF_8)
                .toString()
                .substring(0, 12));
  }

  @Test
  void leadsNowhereElseWhereTheFolderIsMoved() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("here/cartpole-dqn"));
    written(study);
    Path moved = Files.createDirectories(folder.resolve("else where/ñ & 100%")).resolve("moved");
    Files.move(study, moved);

    check(PageLinks.of(moved.resolve("report/index.html")));
  }

  @Test
  void namesRunsThatDoNotLieBesideTheReportAndDoesNotLinkToThem() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("runs/cartpole-dqn"));
    PageLinks page =
        PageLinks.of(ReportWriter.write(List.of(study), folder.resolve("papers/report")));

    check(page);
    assertThat(page.targets()).allMatch(target -> target.startsWith("#"));
  }

  @Test
  void allKindsOfStudies() throws IOException {
    check(written(SyntheticStudy.grid(folder.resolve("grid"))));
    check(written(SyntheticStudy.crowd(folder.resolve("crowd"))));
  }

  @Test
  void ofManyRunsSomeAreListedAndTheRestCounted() throws IOException {
    SyntheticStudy study =
        SyntheticStudy.write(
            folder.resolve("many"),
            """
            study: many
            environment: {type: cartpole-v1}
            agent: {type: dqn}
            budget: {environmentSteps: 30000}
            seeds: {count: 130}
            """);
    for (long seed = 1; seed <= 129; seed++) {
      study.scripted("baseline", seed, 1, (double) seed);
    }
    PageLinks page = written(folder.resolve("many"));

    check(page);
    assertThat(page.targets().stream().filter(each -> each.endsWith("metrics.csv"))).hasSize(99);
    assertThat(page.root().getTextContent())
        .contains("30 more runs are in scores.csv")
        .as("what did not finish is listed before what did")
        .contains("130not started");
    assertThat(new WrittenReport(page.page().getParent()).rows(ReportWriter.SCORES)).hasSize(130);
  }
}
