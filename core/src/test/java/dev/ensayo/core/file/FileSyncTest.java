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
import java.util.Set;
import java.util.TreeSet;
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

  @Test
  void eachFileIsForcedOnceAndLeftAsItIs() throws IOException {
    Path events = folder.resolve("events.jfr");
    List<Path> files;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      files = files(40);
      FileSync.force(files);
      recording.stop();
      recording.dump(events);
    }
    List<String> forced = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(events)) {
      String path = event.getString("path");
      if (path != null && path.startsWith(folder + "/file-")) {
        forced.add(path);
      }
    }
    Set<String> expected = new TreeSet<>();
    files.forEach(file -> expected.add(file.toString()));
    assertThat(forced).containsExactlyInAnyOrderElementsOf(expected);
    for (Path file : files) {
      assertThat(file).hasContent("x");
    }
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
