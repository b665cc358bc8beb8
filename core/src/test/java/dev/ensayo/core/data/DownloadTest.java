package dev.ensayo.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No partial file is ever taken for whole, whatever the network and the disk do. */
class DownloadTest {
  private static final byte[] CONTENT = content(200_000);
  private static final String PATH = "set/of/file.bin";

  @TempDir private Path folder;

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    new SeedSequence(1).stream("content").nextBytes(bytes);
    return bytes;
  }

  /** With longer patience than any busy machine needs. */
  private static Download.Patience tries(int tries) {
    return new Download.Patience(
        tries, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));
  }

  private Download download(DataSet.File file, int tries) {
    return new Download(file, folder, tries(tries), bytes -> {});
  }

  private Path target() {
    return folder.resolve(PATH);
  }

  private void assertNothingIsTakenForTheFile() {
    assertThat(target()).doesNotExist();
    assertThat(new DataFolders(List.of(folder), folder).find(PATH)).isEmpty();
  }

  private List<Path> filesInFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void assertWhole() throws IOException {
    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(filesInFolder()).containsExactly(target());
  }

  @Test
  void aFileArrivesWholeAndNothingElseIsLeft() throws IOException {
    List<Long> progress = new ArrayList<>();
    try (FileServer server = new FileServer(CONTENT)) {
      Download download = new Download(server.file(PATH), folder, tries(1), progress::add);
      assertThat(download.isDone()).isFalse();
      download.run();
      assertThat(download.isDone()).isTrue();
    }
    assertWhole();
    assertThat(progress).isSorted().endsWith((long) CONTENT.length);
  }

  @Test
  void afterACutTheNextRunGoesOnWhereItEnded() throws IOException {
    try (FileServer server = new FileServer(CONTENT, FileServer.cutAfter(70_000))) {
      Download first = download(server.file(PATH), 1);
      assertThatThrownBy(first::run)
          .isInstanceOf(DownloadFailedException.class)
          .hasMessageContaining("70000 of 200000 bytes are kept")
          .hasMessageContaining("goes on from there");
      assertNothingIsTakenForTheFile();
      assertThat(first.part()).hasSize(70_000);

      download(server.file(PATH), 1).run();
      assertThat(server.ranges()).containsExactly(Optional.empty(), Optional.of("bytes=70000-"));
    }
    assertWhole();
  }

  @Test
  void severalCutsAreMendedInOneRunAsLongAsSomethingArrives() throws IOException {
    try (FileServer server =
        new FileServer(
            CONTENT,
            FileServer.cutAfter(50_000),
            FileServer.cutAfter(50_000),
            FileServer.status(503),
            FileServer.cutAfter(1))) {
      download(server.file(PATH), 3).run();
      assertThat(server.ranges())
          .containsExactly(
              Optional.empty(),
              Optional.of("bytes=50000-"),
              Optional.of("bytes=100000-"),
              Optional.of("bytes=100000-"),
              Optional.of("bytes=100001-"));
    }
    assertWhole();
  }

  @Test
  void aServerWithoutRangesIsUnderstood() throws IOException {
    try (FileServer server =
        new FileServer(CONTENT, FileServer.cutAfter(70_000), FileServer.WITHOUT_RANGES)) {
      download(server.file(PATH), 2).run();
    }
    assertWhole();
  }

  @Test
  void aServerThatSendsAnotherPartIsNotTrusted() throws IOException {
    FileServer.Behavior anotherPart =
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 60000-199999/200000");
          exchange.sendResponseHeaders(206, 140_000);
          exchange.getResponseBody().write(content, 60_000, 140_000);
        };
    try (FileServer server = new FileServer(CONTENT, FileServer.cutAfter(70_000), anotherPart)) {
      download(server.file(PATH), 3).run();
    }
    assertWhole();
  }

  @Test
  void aPartThatTheServerHasNoRestOfIsFetchedAnew() throws IOException {
    try (FileServer server =
        new FileServer(CONTENT, FileServer.cutAfter(70_000), FileServer.status(416))) {
      download(server.file(PATH), 3).run();
    }
    assertWhole();
  }

  @Test
  void aDamagedPartIsFetchedAnew() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      Download download = download(server.file(PATH), 1);
      Files.createDirectories(download.part().getParent());
      Files.write(download.part(), new byte[90_000]);
      download.run();
      assertThat(server.ranges()).containsExactly(Optional.of("bytes=90000-"), Optional.empty());
    }
    assertWhole();
  }

  @Test
  void partsOfAnotherEditionAreNotContinued() throws IOException {
    try (FileServer server = new FileServer(CONTENT);
        FileServer other = new FileServer(content(300_000), FileServer.cutAfter(100_000))) {
      assertThatThrownBy(download(other.file(PATH), 1)::run).hasMessageContaining("bytes are kept");
      download(server.file(PATH), 1).run();
      assertThat(server.ranges()).containsExactly(Optional.empty());
    }
    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
  }

  @Test
  void aWrongChecksumIsAnErrorAndNothingIsKept() throws IOException {
    byte[] changed = CONTENT.clone();
    changed[123_456] ^= 1;
    try (FileServer server = new FileServer(changed)) {
      String right = sha256(CONTENT);
      DataSet.File expected = new DataSet.File(PATH, server.url(PATH), right, CONTENT.length);
      assertThatThrownBy(download(expected, 2)::run)
          .isInstanceOf(DownloadFailedException.class)
          .hasMessageContaining("is not the expected file")
          .hasMessageContaining(right)
          .hasMessageContaining(sha256(changed));
    }
    assertThat(filesInFolder()).isEmpty();
  }

  private static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  @Test
  void moreThanExpectedIsNotTheFile() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      DataSet.File shorter =
          new DataSet.File(PATH, server.url(PATH), server.file(PATH).sha256(), 150_000);
      assertThatThrownBy(download(shorter, 2)::run)
          .hasMessageContaining("it is longer than 150000 bytes");
    }
    assertNothingIsTakenForTheFile();
  }

  @Test
  void aShortAnswerIsNeverTheFile() throws IOException {
    byte[] half = Arrays.copyOf(CONTENT, 100_000);
    try (FileServer server = new FileServer(half)) {
      DataSet.File longer = new DataSet.File(PATH, server.url(PATH), "0".repeat(64), 200_000);
      assertThatThrownBy(download(longer, 1)::run).hasMessageContaining("ended early");
    }
    assertNothingIsTakenForTheFile();
  }

  @Test
  void withoutAnythingThatListensTheErrorSaysSo() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    DataSet.File file =
        new DataSet.File(PATH, "http://localhost:" + port + "/x", "0".repeat(64), 10);
    assertThatThrownBy(download(file, 2)::run)
        .isInstanceOf(DownloadFailedException.class)
        .hasMessageContaining("could not be downloaded")
        .hasMessageContaining("refused");
    assertThat(filesInFolder()).isEmpty();
  }

  @Test
  void withoutANetworkTheErrorAsksForOne() {
    DataSet.File file = new DataSet.File(PATH, "http://no-such-host.invalid/x", "0".repeat(64), 10);
    assertThatThrownBy(download(file, 1)::run).hasMessageContaining("is there a network?");
    assertNothingIsTakenForTheFile();
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    FileServer.Behavior silent =
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 1000);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (FileServer server = new FileServer(CONTENT, silent)) {
      Download.Patience little =
          new Download.Patience(
              1, Duration.ofSeconds(20), Duration.ofMillis(400), Duration.ofMillis(1));
      assertThatThrownBy(new Download(server.file(PATH), folder, little, bytes -> {})::run)
          .hasMessageContaining("did not answer in time")
          .hasMessageContaining("1000 of 200000 bytes are kept");
      end.countDown();
    }
    assertNothingIsTakenForTheFile();
  }

  @Test
  void aMissingFileIsToldAtOnce() throws IOException {
    try (FileServer server = new FileServer(CONTENT, FileServer.status(404))) {
      assertThatThrownBy(download(server.file(PATH), 5)::run).hasMessageContaining("status 404");
      assertThat(server.ranges()).hasSize(1);
    }
    assertNothingIsTakenForTheFile();
  }

  /** {@code /dev/full} answers every write as a full disk does. */
  @Test
  void aFullDiskIsToldAndLeavesNoFile() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this system has no /dev/full");
    try (FileServer server = new FileServer(CONTENT)) {
      Download download = download(server.file(PATH), 3);
      Files.createDirectories(download.part().getParent());
      Files.createSymbolicLink(download.part(), full);
      assertThatThrownBy(download::run)
          .isInstanceOf(DownloadFailedException.class)
          .hasMessageContaining("could not be written: No space left on device")
          .hasMessageContaining("200000")
          .hasMessageContaining("ENSAYO_DATA");
      assertThat(server.ranges()).as("a full disk is not tried again").hasSize(1);
      assertNothingIsTakenForTheFile();

      download.run(); // there is room again
    }
    assertWhole();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws IOException {
    Files.writeString(folder.resolve("set"), "a file where a folder belongs");
    try (FileServer server = new FileServer(CONTENT)) {
      assertThatThrownBy(download(server.file(PATH), 1)::run)
          .hasMessageContaining("cannot be made")
          .hasMessageContaining("set");
    }
  }

  @Test
  void twoDownloadsDoNotMix() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      Download download = download(server.file(PATH), 1);
      Files.createDirectories(download.part().getParent());
      try (FileChannel channel =
          FileChannel.open(download.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLock lock = channel.lock();
        assertThatThrownBy(download::run).hasMessageContaining("by somebody else");
        lock.release();
      }
      download.run();
    }
    assertWhole();
  }

  @Test
  void aDamagedFileIsNotDoneAndIsReplaced() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      Download download = download(server.file(PATH), 1);
      Files.createDirectories(target().getParent());
      byte[] damaged = CONTENT.clone();
      damaged[0] ^= 1;
      Files.write(target(), damaged);
      assertThat(download.isDone()).isFalse();
      download.run();
      assertThat(download.isDone()).isTrue();
    }
    assertWhole();
  }
}
