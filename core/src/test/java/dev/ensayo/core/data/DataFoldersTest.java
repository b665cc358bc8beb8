package dev.ensayo.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFoldersTest {
  private static final String TEXT = "in a village of La Mancha\n";

  @TempDir private Path folder;
  private DataFolders folders;

  @BeforeEach
  void chooseFolders() {
    folders =
        new DataFolders(
            List.of(folder.resolve("own"), folder.resolve("shared"), folder.resolve("cache")),
            folder.resolve("own"));
  }

  private static DataSet.File file(String path) {
    String sha = Hashing.sha256().hashString(TEXT, StandardCharsets.UTF_8).toString();
    return new DataSet.File(path, "http://localhost/" + path, sha, TEXT.length());
  }

  private static DataSet set(String name, DataSet.File... files) {
    return new DataSet(name, "a text", "none", List.of(files));
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out =
        path.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void theFirstFolderThatHasAFileWins() throws IOException {
    assertThat(folders.find("set/a.txt")).isEmpty();
    Path cached = write("cache/set/a.txt", TEXT);
    assertThat(folders.find("set/a.txt")).contains(cached);
    Path packed = write("shared/set/a.txt.gz", TEXT);
    assertThat(folders.find("set/a.txt")).contains(packed);
    Path own = write("own/set/a.txt", TEXT);
    assertThat(folders.find("set/a.txt")).contains(own);
  }

  /** A place that has one file, and is asked for what no folder has. */
  private static final class OneFile implements DataStore {
    private final String path;
    private final List<String> asked = new ArrayList<>();

    OneFile(String path) {
      this.path = path;
    }

    @Override
    public Optional<String> place() {
      return Optional.of("store:/there");
    }

    @Override
    public Optional<InputStream> open(String wanted) throws IOException {
      asked.add(wanted);
      if (wanted.equals("set/broken.txt")) {
        throw new IOException("line is cut");
      }
      return wanted.equals(path)
          ? Optional.of(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)))
          : Optional.empty();
    }
  }

  @Test
  void whatNoFolderHasIsFetchedOnce() throws IOException {
    OneFile store = new OneFile("set/a.txt.gz");
    DataFolders fetching = new DataFolders(folders.searched(), folders.downloads(), List.of(store));
    Path fetched = folder.resolve("own/set/a.txt.gz");
    assertThat(fetching.find("set/a.txt")).contains(fetched);
    assertThat(fetched).hasContent(TEXT);
    assertThat(fetching.find("set/a.txt")).contains(fetched);
    assertThat(store.asked).containsExactly("set/a.txt", "set/a.txt.gz");
    Path shared = write("shared/set/b.txt", TEXT);
    assertThat(fetching.find("set/b.txt")).contains(shared);
    assertThat(store.asked).hasSize(2);
  }

  @Test
  void whatAStoreCannotGiveIsSaidWithItsPlace() {
    DataFolders fetching =
        new DataFolders(folders.searched(), folders.downloads(), List.of(new OneFile("other")));
    assertThatThrownBy(() -> fetching.find("set/broken.txt"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("set/broken.txt cannot be fetched from store:/there: line is cut");
    assertThat(folder.resolve("own/set/broken.txt")).doesNotExist();
    assertThatThrownBy(() -> fetching.locate(set("s", file("set/none.txt")), "source"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("cache, store:/there;");
  }

  @Test
  void onlyTheRightContentIsWhole() throws IOException {
    assertThat(folders.findWhole(file("set/a.txt"))).isEmpty();
    Path plain = write("own/set/a.txt", TEXT);
    assertThat(folders.findWhole(file("set/a.txt"))).contains(plain);
    write("own/set/a.txt", TEXT.replace('v', 'w'));
    assertThat(folders.findWhole(file("set/a.txt"))).isEmpty();
    write("own/set/a.txt", TEXT.substring(1));
    assertThat(folders.findWhole(file("set/a.txt"))).isEmpty();
    Path packed = write("own/set/b.txt.gz", TEXT);
    assertThat(folders.findWhole(file("set/b.txt"))).contains(packed);
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 12));
    assertThat(folders.findWhole(file("set/b.txt"))).isEmpty();
    Path original = write("own/set/c.bin.gz", TEXT);
    DataSet.File described =
        new DataSet.File(
            "set/c.bin.gz",
            "",
            Hashing.sha256().hashBytes(Files.readAllBytes(original)).toString(),
            Files.size(original));
    assertThat(folders.findWhole(described)).as("packed by its publisher").contains(original);
  }

  @Test
  void aSetIsLocatedInItsOrderOrSaysWhatIsMissing() throws IOException {
    DataSet set = set("two", file("set/b.txt"), file("set/a.txt"));
    Path b = write("shared/set/b.txt.gz", TEXT);
    assertThat(folders.missing(set)).containsExactly(file("set/a.txt"));
    assertThatThrownBy(() -> folders.locate(set, "data"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("no set/a.txt")
        .hasMessageContaining(folder.resolve("cache").toString())
        .hasMessageContaining("./ensayo data get two downloads it");
    Path a = write("cache/set/a.txt", TEXT);
    assertThat(folders.missing(set)).isEmpty();
    assertThat(folders.locate(set, "data").values()).containsExactly(b, a);
    write("own/set/a.txt", "short");
    assertThatThrownBy(() -> folders.locate(set, "data"))
        .hasMessageContaining("5 bytes instead of " + TEXT.length());
  }

  @Test
  void aSetThatIsNotPublishedCannotBeDownloaded() {
    DataSet.File derived = new DataSet.File("set/a.txt", "", "00", 1);
    assertThat(set("derived", derived).isPublished()).isFalse();
    assertThatThrownBy(() -> folders.locate(set("derived", derived), "data"))
        .hasMessageContaining("published nowhere in this form")
        .hasMessageContaining(DataFolders.VARIABLE);
  }

  @Test
  void setsAreFoundByName() {
    DataSetCatalog catalog =
        new DataSetCatalog(
            List.of(() -> List.of(set("names")), () -> List.of(set("mnist"), set("iris"))));
    assertThat(catalog.dataSets().keySet()).containsExactly("iris", "mnist", "names");
    assertThat(catalog.get("mnist").name()).isEqualTo("mnist");
    assertThatThrownBy(() -> catalog.get("mnits"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("did you mean 'mnist'?");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DataSetCatalog(
                    List.of(() -> List.of(set("names")), () -> List.of(set("names")))));
  }

  @Test
  void theMachinesFoldersAreThoseOfTheContract() {
    String before = System.getProperty(DataFolders.PROPERTY);
    String home = System.getProperty("ensayo.home");
    try {
      System.setProperty(DataFolders.PROPERTY, folder.resolve("chosen").toString());
      System.setProperty("ensayo.home", folder.resolve("project").toString());
      DataFolders machine = DataFolders.ofThisMachine();
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "ensayo");
      assertThat(machine.searched())
          .containsExactly(folder.resolve("chosen"), folder.resolve("shared/data"), cache);
      assertThat(machine.downloads()).isEqualTo(folder.resolve("chosen"));
    } finally {
      restore(DataFolders.PROPERTY, before);
      restore("ensayo.home", home);
    }
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
