package dev.ensayo.experiments.provenance;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.Provenance;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What this process is made of. It is found out once, beside other work: hashing all jars takes a
 * second the first time on a machine, and milliseconds from then on.
 */
public final class ProgramRecord {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** ND4J takes longer to load, so that no run ends unseen that has loaded it. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  private static final String HOME = "ensayo.home";

  private static final Supplier<ProgramRecord> OF_THIS_PROCESS =
      Suppliers.memoize(() -> new ProgramRecord(FileHashes.ofThisMachine()));

  private final FileHashes hashes;
  private final CompletableFuture<ClassPath> classPath;
  private final CompletableFuture<ContentList> change;
  private final ImmutableList<String> processor;
  private final Map<String, String> variables;
  private long looked = System.nanoTime() - LOOK_AGAIN.toNanos() - 1;
  private Set<Path> loaded = Set.of();
  private ContentList natives = ContentList.NONE;

  private ProgramRecord(FileHashes hashes) {
    this.hashes = hashes;
    this.classPath = CompletableFuture.supplyAsync(this::findClassPath);
    this.change = new CompletableFuture<>();
    this.processor = Surroundings.processor(CPU_INFO);
    this.variables = Surroundings.variables(System.getenv());
  }

  /** Begins to find it out, or goes on. */
  public static ProgramRecord ofThisProcess() {
    return OF_THIS_PROCESS.get();
  }

  private ClassPath findClassPath() {
    try {
      ClassPath found = ClassPath.of(entries(ProgramRecord.class.getClassLoader()), hashes);
      hashes.keep();
      return found;
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      return ClassPath.UNKNOWN; // a jar was taken away meanwhile, or is none
    }
  }

  /**
   * Where this program's classes are from: what the process was started with, or what a loader was
   * given that brought them into another program's process, such as that of a cluster.
   */
  private static String entries(ClassLoader loader) {
    if (loader instanceof URLClassLoader brought) {
      return Arrays.stream(brought.getURLs())
          .filter(url -> url.getProtocol().equals("file"))
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path", "");
  }

  /**
   * What is known when a run starts; waits for what is not found out yet.
   *
   * @param code version and commit of the program
   */
  public Provenance atStart(String code) {
    ClassPath found = classPath.join();
    return new Provenance(
        found.own().sha256(),
        found.others().sha256(),
        "",
        change(code).sha256(),
        processor,
        variables,
        ImmutableMap.of());
  }

  private ContentList change(String code) {
    synchronized (change) {
      if (!change.isDone()) {
        String home = System.getProperty(HOME, "");
        String text =
            home.isEmpty() || !WorkingCopy.isChanged(code) ? "" : WorkingCopy.change(Path.of(home));
        change.complete(ContentList.of("change", ".patch", text));
      }
    }
    return change.join();
  }

  /** What is known when it ends: with the native libraries that the process has loaded by then. */
  public synchronized Provenance atEnd(Provenance start) {
    if (System.nanoTime() - looked > LOOK_AGAIN.toNanos()) {
      look();
      looked = System.nanoTime();
    }
    return start.withNatives(natives.sha256());
  }

  private void look() {
    Set<Path> now = LoadedNatives.in(MAPS, Path.of(System.getProperty("java.home")));
    if (!now.equals(loaded)) {
      loaded = now;
      try {
        natives = ContentList.of("natives", ".txt", LoadedNatives.list(now, hashes));
        hashes.keep();
      } catch (IOException e) {
        natives = ContentList.NONE; // one was taken away meanwhile
      }
    }
  }

  /**
   * Writes the lists that the manifests of runs name, as far as they are known.
   *
   * @param folder made where there is none
   */
  public void keep(Path folder) throws IOException {
    classPath.join().own().keep(folder);
    classPath.join().others().keep(folder);
    if (change.isDone()) {
      change.join().keep(folder);
    }
    ContentList last;
    synchronized (this) {
      last = natives;
    }
    last.keep(folder);
  }
}
