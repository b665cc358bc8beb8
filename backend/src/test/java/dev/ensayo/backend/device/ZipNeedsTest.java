package dev.ensayo.backend.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipNeedsTest {
  private static final String DENSE = "org.deeplearning4j.nn.conf.layers.DenseLayer";

  @TempDir private Path folder;

  private void zip(String name, String entry, String... classes) throws IOException {
    StringBuilder json = new StringBuilder();
    for (String named : classes) {
      json.append("{ \"@class\" : \"").append(named).append("\" }\n");
    }
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(json.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void nothingWhereThereIsNoModel() throws IOException {
    Files.writeString(folder.resolve("table.csv"), "a,b\n");
    zip("other.zip", "notes.txt", "dev.ensayo.backend.extension.Gru");
    assertThat(ZipNeeds.of(folder)).isEmpty();
  }

  @Test
  void noneOfTheLibrarysOwnClasses() throws IOException {
    zip("model.zip", "configuration.json", DENSE, "org.nd4j.linalg.learning.config.Adam");
    assertThat(ZipNeeds.of(folder)).contains("none");
  }

  @Test
  void theJarOfOursWithItsVersion() throws IOException {
    zip("model.zip", "configuration.json", DENSE, "dev.ensayo.backend.extension.Gru");
    assertThat(ZipNeeds.of(folder).orElseThrow())
        .matches("dev\\.ensayo:ensayo-layers:\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  /** The folder or jar that a plugin's class lies in, or its name where it is not there. */
  @Test
  void jarsOfOthers() throws IOException {
    zip(
        "model.zip",
        "configuration.json",
        "dev.ensayo.backend.example.Maxout",
        "org.example.Unknown");
    assertThat(ZipNeeds.of(folder)).contains("test-classes, the jar with org.example.Unknown");
  }
}
