package dev.ensayo.experiments.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What other modules of Java's module system call the rooms. */
class ModuleNamesTest {
  private static final Pattern ROOM =
      Pattern.compile("ensayo-([a-z]+)-[0-9][^/]*(?<!-tests)\\.jar");

  @Test
  void eachRoomSaysItsNameInItsJar() throws IOException {
    List<Path> rooms =
        Splitter.on(File.pathSeparatorChar)
            .splitToStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .filter(path -> ROOM.matcher(path.getFileName().toString()).matches())
            .toList();
    assumeThat(rooms).as("jars, which 'mvn test' does not make").isNotEmpty();
    for (Path room : rooms) {
      var matcher = ROOM.matcher(room.getFileName().toString());
      assertThat(matcher.matches()).isTrue();
      try (JarFile jar = new JarFile(room.toFile())) {
        assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
            .isEqualTo("dev.ensayo." + matcher.group(1));
      }
    }
  }
}
