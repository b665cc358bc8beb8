package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {
  @TempDir private Path folder;

  @Test
  void filesComeOutAsTheyWentInAndLeasesStay() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/exhibits")).getParent();
    Files.writeString(from.resolve("COMPLETE"), "seal");
    Files.write(from.resolve("exhibits/a.bin"), new byte[] {0, -1, 7});
    Files.writeString(from.resolve("lease-3"), "mine");
    byte[] archive =
        FolderArchive.pack(Map.of("run/", from, "other/", folder.resolve("not-there")));
    Path to = Files.createDirectory(folder.resolve("to"));
    FolderArchive.unpack(archive, "run/", to, "COMPLETE");
    assertThat(to.resolve("COMPLETE")).hasContent("seal");
    assertThat(to.resolve("exhibits/a.bin")).hasBinaryContent(new byte[] {0, -1, 7});
    assertThat(to.resolve("lease-3")).doesNotExist();
    FolderArchive.unpack(archive, "other/", folder.resolve("nothing"), "");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void nothingIsWrittenOutsideTheFolder() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("run/../../outside"));
    }
    Path to = Files.createDirectory(folder.resolve("to"));
    assertThatThrownBy(() -> FolderArchive.unpack(bytes.toByteArray(), "run/", to, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
  }
}
