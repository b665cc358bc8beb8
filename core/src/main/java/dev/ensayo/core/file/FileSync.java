package dev.ensayo.core.file;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Forces files to the disk that were written without that, many at a time.
 *
 * <p>What a file system does to force a file is mostly to write its journal, once for all that wait
 * for it: eight files together take little longer than one, and a quarter of what they take one
 * after the other.
 */
public final class FileSync {
  private static final int AT_A_TIME = 16;
  private static final long IDLE_SECONDS = 5;

  private static final ExecutorService POOL = pool();

  private FileSync() {}

  private static ExecutorService pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            AT_A_TIME,
            AT_A_TIME,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "disk");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Forces all of them, content and length, and returns when that is done. Where a file got its
   * name before, the name survives too.
   *
   * @param files closed, and not written any more
   * @throws IOException if one cannot be forced, such as one that has found no room; the others are
   */
  public static void force(List<Path> files) throws IOException {
    List<Future<?>> others = new ArrayList<>();
    for (Path file : files.subList(Math.min(1, files.size()), files.size())) {
      others.add(
          POOL.submit(
              () -> {
                force(file);
                return null;
              }));
    }
    IOException failure = null;
    if (!files.isEmpty()) {
      try {
        force(files.get(0));
      } catch (IOException e) {
        failure = e;
      }
    }
    for (Future<?> other : others) {
      try {
        Uninterruptibles.getUninterruptibly(other);
      } catch (ExecutionException e) {
        Throwables.throwIfUnchecked(e.getCause());
        failure = failure == null ? (IOException) e.getCause() : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Forces all files in a folder and in the folders in it.
   *
   * @param folder whose files are closed, and not written any more
   * @throws IOException if one cannot be forced; the others are
   */
  public static void forceBelow(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    force(files);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
