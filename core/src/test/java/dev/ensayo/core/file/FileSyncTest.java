package dev.ensayo.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSyncTest {
  @TempDir private Path folder;

  private List<Path> files(int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("file-" + i);
      AtomicFile.writeUnforced(file, out -> out.write('x'));
      files.add(file);
    }
    return files;
  }

  /** Forces files. */
  private interface Forcing {
    void run() throws IOException;
  }

  /** Which files of the folder it forces, one each time. */
  private List<String> forced(Forcing forcing) throws IOException {
    Path events = folder.resolveSibling(folder.getFileName() + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      forcing.run();
      recording.stop();
      recording.dump(events);
    }
    List<String> forced = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(events)) {
      String path = event.getString("path");
      if (path != null && path.startsWith(folder + "/")) {
        forced.add(path);
      }
    }
    Files.delete(events);
    return forced;
  }

  @Test
  void eachFileIsForcedOnceAndLeftAsItIs() throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> forced =
        forced(
            () -> {
              files.addAll(files(40));
              FileSync.force(files);
            });
    assertThat(forced)
        .containsExactlyInAnyOrderElementsOf(files.stream().map(Path::toString).toList());
    for (Path file : files) {
      assertThat(file).hasContent("x");
    }
  }

  @Test
  void allFilesBelowAFolderAreForcedOnce() throws IOException {
    List<Path> files = files(3);
    Path inner = Files.createDirectories(folder.resolve("in/it")).resolve("inner");
    AtomicFile.writeUnforced(inner, "inner");
    files.add(inner);
    assertThat(forced(() -> FileSync.forceBelow(folder)))
        .containsExactlyInAnyOrderElementsOf(files.stream().map(Path::toString).toList());
    assertThat(inner).hasContent("inner");
  }

  @Test
  void oneThatIsNotThereIsNamed() throws IOException {
    for (int place : List.of(0, 2)) {
      List<Path> files = files(4);
      Files.delete(files.get(place));
      assertThatThrownBy(() -> FileSync.force(files))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(files.get(place).toString());
    }
  }

  @Test
  void nothingIsNothing() {
    assertThatCode(() -> FileSync.force(List.of())).doesNotThrowAnyException();
  }
}
