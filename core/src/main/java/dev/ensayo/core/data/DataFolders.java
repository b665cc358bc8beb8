package dev.ensayo.core.data;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.service.Services;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The folders in which data sets are looked for, in order, and the one they are downloaded to.
 *
 * @param searched folders that need not exist
 * @param downloads one of them
 * @param stores where what is in none of them is fetched from, into {@code downloads}
 */
public record DataFolders(List<Path> searched, Path downloads, List<DataStore> stores) {
  /** Names the first folder to search, the one to download to; a system property. */
  public static final String PROPERTY = "ensayo.data";

  /** The same as an environment variable; the property wins. */
  public static final String VARIABLE = "ENSAYO_DATA";

  private static final String HOME = "ensayo.home";
  private static final String PACKED = ".gz";
  private static final ImmutableList<String> ENDINGS = ImmutableList.of("", PACKED);

  private static final Supplier<ImmutableList<DataStore>> STORES =
      Suppliers.memoize(() -> Services.of(DataStore.class).found());

  public DataFolders {
    searched = ImmutableList.copyOf(searched);
    stores = ImmutableList.copyOf(stores);
  }

  /** Folders alone. */
  public DataFolders(List<Path> searched, Path downloads) {
    this(searched, downloads, ImmutableList.of());
  }

  /**
   * What {@value #VARIABLE} names, then {@code ../shared/data} beside the project's home, then
   * {@code ~/.cache/ensayo}; and the stores of this process.
   */
  public static DataFolders ofThisMachine() {
    ImmutableList.Builder<Path> searched = ImmutableList.builder();
    String own = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "ensayo");
    Path chosen = own.isEmpty() ? cache : Path.of(own).toAbsolutePath().normalize();
    if (!own.isEmpty()) {
      searched.add(chosen);
    }
    Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
    searched.add(home.resolve("../shared/data").normalize());
    searched.add(cache);
    return new DataFolders(searched.build(), chosen, STORES.get());
  }

  /**
   * Where a file lies: as it is called, or packed with {@code .gz} behind its name. What is in no
   * folder is fetched from a store that has it.
   *
   * @param path below a data folder, with {@code /}
   * @throws UncheckedIOException if it cannot be fetched, with the store and the reason
   */
  public Optional<Path> find(String path) {
    return findHere(path).or(() -> fetch(path));
  }

  private Optional<Path> findHere(String path) {
    for (Path folder : searched) {
      for (String ending : ENDINGS) {
        Path file = folder.resolve(path + ending);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** By one thread at a time: the others find what it has fetched. */
  private Optional<Path> fetch(String path) {
    if (places().isEmpty()) {
      return Optional.empty();
    }
    synchronized (DataFolders.class) {
      Optional<Path> found = findHere(path);
      for (DataStore store : stores) {
        for (String ending : ENDINGS) {
          found = found.or(() -> fetch(store, path + ending));
        }
      }
      return found;
    }
  }

  private Optional<Path> fetch(DataStore store, String path) {
    try (InputStream content = store.open(path).orElse(null)) {
      if (content == null) {
        return Optional.empty();
      }
      Path file = downloads.resolve(path);
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, content::transferTo);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          path + " cannot be fetched from " + store.place().orElse("") + ": " + e.getMessage(), e);
    }
  }

  private ImmutableList<String> places() {
    return stores.stream()
        .flatMap(store -> store.place().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Where a file lies whose content is the right one; reads all of it.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<Path> findWhole(DataSet.File file) throws IOException {
    Optional<Path> found = find(file.path());
    return found.isPresent() && isWhole(file, found.get()) ? found : Optional.empty();
  }

  private static boolean isWhole(DataSet.File file, Path path) throws IOException {
    boolean packed = !path.endsWith(file.path());
    try (InputStream content = Files.newInputStream(path)) {
      String found =
          packed
              ? ContentHash.sha256(new GZIPInputStream(content))
              : Files.size(path) == file.bytes() ? ContentHash.sha256(content) : "";
      return found.equals(file.sha256());
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  /** The files of a set that are nowhere. */
  public ImmutableList<DataSet.File> missing(DataSet set) {
    return set.files().stream()
        .filter(file -> find(file.path()).isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Where all files of a set lie, by {@link DataSet.File#path}, in the set's order.
   *
   * @param key the setting that named the set
   * @throws InvalidSettingException if one is nowhere, with what was searched and how to get it, or
   *     if one that is not packed has the wrong length
   */
  public ImmutableMap<String, Path> locate(DataSet set, String key) {
    Map<String, Path> located = new LinkedHashMap<>();
    for (DataSet.File file : set.files()) {
      Path path =
          find(file.path())
              .orElseThrow(() -> new InvalidSettingException(key, whereItIsNot(set, file)));
      checkLength(set, file, path, key);
      located.put(file.path(), path);
    }
    return ImmutableMap.copyOf(located);
  }

  private String whereItIsNot(DataSet set, DataSet.File file) {
    String folders =
        Stream.concat(searched.stream().map(Path::toString), places().stream())
            .collect(Collectors.joining(", "));
    String way =
        set.isPublished()
            ? "./ensayo data get " + set.name() + " downloads it"
            : "it is published nowhere in this form: put it into one of them, or name the folder"
                + " that has it in "
                + VARIABLE;
    return "data set '"
        + set.name()
        + "' is not on this machine: no "
        + file.path()
        + " (or .gz of it) in "
        + folders
        + "; "
        + way;
  }

  private static void checkLength(DataSet set, DataSet.File file, Path path, String key) {
    try {
      long length = Files.size(path);
      if (path.endsWith(file.path()) && length != file.bytes()) {
        throw new InvalidSettingException(
            key,
            path
                + " is not the file of data set '"
                + set.name()
                + "': it has "
                + length
                + " bytes instead of "
                + file.bytes()
                + "; delete it and run ./ensayo data get "
                + set.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
