package dev.ensayo.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void textIsWrittenAsUtf8AndReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("a b.txt");
    AtomicFile.write(file, "a much longer text that was there before\n");
    AtomicFile.write(file, "猫\n");

    assertThat(Files.readAllBytes(file)).isEqualTo("猫\n".getBytes(StandardCharsets.UTF_8));
    assertThat(files()).containsExactly("a b.txt");
  }

  @Test
  void untilTheContentIsWholeTheOldFileStands() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old");
    AtomicFile.write(
        file,
        out -> {
          out.write("new".getBytes(StandardCharsets.UTF_8));
          out.flush();
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new");
  }

  @Test
  void contentThatFailsMidwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old");

    for (Exception failure :
        List.of(
            new IOException("No space left on device"),
            new IllegalStateException("a bug"),
            new UnsupportedOperationException("cannot be saved"))) {
      assertThatThrownBy(() -> AtomicFile.write(file, failing(failure))).isSameAs(failure);
      assertThat(file).hasContent("old");
      assertThat(files()).containsExactly("file");
    }
  }

  @Test
  void replacingCleansUpWhatAKillLeftOnceItIsCertainlyNobodys() throws IOException {
    Path file = folder.resolve("file");
    Path left = Files.writeString(AtomicFile.part(file), "half");
    Path others = Files.writeString(AtomicFile.part(folder.resolve("file.txt")), "half");
    AtomicFile.replace(file, "new");
    assertThat(left).exists();
    FileTime before = FileTime.from(Instant.now().minusSeconds(4000));
    Files.setLastModifiedTime(left, before);
    Files.setLastModifiedTime(others, before);
    AtomicFile.replace(file, "newer");
    assertThat(file).hasContent("newer");
    assertThat(left).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void contentThatFailsMidwayMakesNoFile() throws IOException {
    assertThatThrownBy(
            () -> AtomicFile.write(folder.resolve("file"), failing(new IOException("full"))))
        .hasMessage("full");
    assertThat(files()).isEmpty();
  }

  private static AtomicFile.Content failing(Exception failure) {
    return out -> {
      out.write(new byte[100_000]);
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    };
  }

  @Test
  void partsLeftByAKillAreDeletedOnDemand() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(AtomicFile.part(file), "half");
    Files.writeString(folder.resolve("file.part"), "half, of an older version");
    AtomicFile.write(file, "whole");
    AtomicFile.deleteParts(folder);

    assertThat(file).hasContent("whole");
    assertThat(files()).containsExactly("file");
  }

  @Test
  void whoeverWritesAtTheSameTimeGetsAWholeFileToo() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(
        file,
        out -> {
          out.write("first, ".getBytes(StandardCharsets.UTF_8));
          AtomicFile.write(file, "second");
          assertThat(file).hasContent("second");
          out.write("to its end".getBytes(StandardCharsets.UTF_8));
        });
    assertThat(file).hasContent("first, to its end");
    assertThat(files()).containsExactly("file");
  }

  @Test
  void aFenceKeepsWhatIsWholeFromTakingItsPlace() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old");
    IOException closed = new IOException("taken over");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> out.write(1),
                    () -> {
                      throw closed;
                    }))
        .isSameAs(closed);
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("file");
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no").resolve("file"), "text"))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** {@code /dev/full} refuses every write with ENOSPC, as a full disk does. */
  @Test
  void aFullDiskLeavesTheOldFile() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("only Linux has it").exists();
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      try (OutputStream device = Files.newOutputStream(full)) {
                        device.write(new byte[1000]);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("file");
  }
}
