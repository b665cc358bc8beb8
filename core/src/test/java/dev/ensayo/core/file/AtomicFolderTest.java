package dev.ensayo.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  private static final int THREADS = 4;

  @TempDir private Path folder;
  private Path report;

  @BeforeEach
  void name() {
    report = folder.resolve("study/report");
  }

  private static AtomicFolder.Content files(String text) {
    return fresh -> {
      for (String name : List.of("a", "b", "c")) {
        Files.writeString(fresh.resolve(name), text);
      }
    };
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertHolds(String text) throws IOException {
    assertThat(names(report.getParent())).containsExactly("report");
    assertThat(names(report)).containsExactly("a", "b", "c");
    for (String name : names(report)) {
      assertThat(report.resolve(name)).hasContent(text);
    }
  }

  @Test
  void theFilesAreThereAndReplaceTheOldOnes() throws IOException {
    AtomicFolder.write(report, files("first"));
    assertHolds("first");
    AtomicFolder.write(report, files("second"));
    assertHolds("second");
  }

  @Test
  void aReplacementTakesThePlaceOfWhateverIsThere() throws IOException {
    Files.createDirectories(report.resolve("folder/in/it"));
    Files.writeString(report.resolve("other"), "other");
    AtomicFolder.replace(report, files("new"));
    assertHolds("new");

    assertThatThrownBy(
            () ->
                AtomicFolder.replace(
                    report,
                    fresh -> {
                      Files.createDirectories(fresh.resolve("a/b"));
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertHolds("new");
  }

  @Test
  void untilAllAreWholeTheOldOnesStand() throws IOException {
    AtomicFolder.write(report, files("old"));
    AtomicFolder.write(
        report,
        fresh -> {
          files("new").writeTo(fresh);
          assertThat(report.resolve("a")).hasContent("old");
        });
    assertHolds("new");
  }

  @Test
  void contentThatFailsMidwayLeavesTheOldOnesAndNothingElse() throws IOException {
    AtomicFolder.write(report, files("old"));
    IOException full = new IOException("No space left on device");
    assertThatThrownBy(
            () ->
                AtomicFolder.write(
                    report,
                    fresh -> {
                      Files.writeString(fresh.resolve("a"), "new");
                      throw full;
                    }))
        .isSameAs(full);
    assertHolds("old");
  }

  @Test
  void whatElseIsInTheFolderStays() throws IOException {
    Files.createDirectories(report);
    Files.writeString(report.resolve("mine.txt"), "mine");
    AtomicFolder.write(report, files("new"));
    assertThat(names(report)).containsExactly("a", "b", "c", "mine.txt");
    assertThat(report.resolve("mine.txt")).hasContent("mine");
    assertThat(report.resolve("c")).hasContent("new");
    assertThat(names(report.getParent())).containsExactly("report");
  }

  @Test
  void aSymbolicLinkToTheFolderStaysOne() throws IOException {
    AtomicFolder.write(report, files("old"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), report);
    AtomicFolder.write(link, files("new"));
    assertThat(link).isSymbolicLink();
    assertHolds("new");
  }

  /** Killed between the two renames, or before the first. */
  @Test
  void whatAKillLeftIsCleanedUpOnceItIsCertainlyNobodys() throws IOException {
    AtomicFolder.write(report, files("old"));
    Path left = AtomicFile.part(report);
    Files.move(report, left);
    AtomicFolder.write(report, files("new"));
    assertThat(names(report.getParent())).hasSize(2).contains("report");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(4000)));
    AtomicFolder.write(report, files("newer"));
    assertHolds("newer");
  }

  @Test
  void whoeverLooksWhileOthersWriteSeesFilesThatBelongTogether() throws Exception {
    AtomicFolder.write(report, files("0"));
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> writers =
          Stream.of("1", "2", "3", "4")
              .<Future<?>>map(
                  text ->
                      pool.submit(
                          () -> {
                            for (int i = 0; i < 25; i++) {
                              AtomicFolder.write(report, files(text));
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
    String last = Files.readString(report.resolve("a"));
    assertThat(last).matches("[1-4]");
    assertHolds(last);
  }
}
