package dev.ensayo.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A place that is no folder of this machine, from which a process gets files of data sets that it
 * does not find there; found by {@link java.util.ServiceLoader}. It may be asked by several
 * threads.
 */
public interface DataStore {
  /** Where it is, for messages; empty if this process has no such place. */
  Optional<String> place();

  /**
   * Opens a file.
   *
   * @param path as in {@link DataFolders#find}, with {@code .gz} at its end if it is packed
   * @return empty if it is not there
   */
  Optional<InputStream> open(String path) throws IOException;
}
