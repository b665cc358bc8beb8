package dev.ensayo.experiments.faults;

import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Set;

/** The files of a {@link FaultyDisk}: those of the real one, whose paths lead here. */
final class FaultyFileSystem extends FileSystem {
  private final FaultyDisk disk;
  private final FileSystem real;

  FaultyFileSystem(FaultyDisk disk, FileSystem real) {
    this.disk = disk;
    this.real = real;
  }

  Path wrap(Path path) {
    return WrappedPath.of(path, this);
  }

  Iterator<Path> wrap(Iterator<Path> paths) {
    return Iterators.transform(paths, this::wrap);
  }

  @Override
  public FileSystemProvider provider() {
    return disk;
  }

  @Override
  public void close() throws IOException {
    real.close();
  }

  @Override
  public boolean isOpen() {
    return real.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return real.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return Iterables.transform(real.getRootDirectories(), this::wrap);
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = real.getPathMatcher(pattern);
    return path -> matcher.matches(WrappedPath.unwrap(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return real.newWatchService();
  }
}
