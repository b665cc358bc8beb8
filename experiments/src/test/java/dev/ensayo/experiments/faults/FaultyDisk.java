package dev.ensayo.experiments.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The disk of a virtual machine that is started with {@code
 * -Djava.nio.file.spi.DefaultFileSystemProvider=} this class: below one folder it has the {@link
 * Fault} that it is told to have.
 */
public final class FaultyDisk extends FileSystemProvider {
  /** Every write to it fails as on a full disk. */
  private static final URI FULL = URI.create("file:///dev/full");

  private static volatile Path place;
  private static volatile Fault fault = Fault.NONE;

  private final FileSystemProvider disk;
  private final FaultyFileSystem files;

  /** As {@link java.nio.file.FileSystems#getDefault} asks for it. */
  public FaultyDisk(FileSystemProvider disk) {
    this.disk = disk;
    this.files = new FaultyFileSystem(this, disk.getFileSystem(URI.create("file:///")));
  }

  /** From now on, below a folder. */
  static void breaks(Path folder, Fault how) {
    place = WrappedPath.unwrap(folder.toAbsolutePath().normalize());
    fault = how;
  }

  static void isRepaired() {
    fault = Fault.NONE;
  }

  /** The real path; what is done to it does not pass here. */
  private static Path real(Path path) {
    return WrappedPath.unwrap(path);
  }

  private static Fault faultAt(Path path) {
    Path below = place;
    return below != null && real(path).toAbsolutePath().normalize().startsWith(below)
        ? fault
        : Fault.NONE;
  }

  private static boolean writes(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = real(path);
    if (writes(options) && !faultAt(path).hasRoom(file)) {
      disk.newFileChannel(file, options, attributes).close();
      return disk.newFileChannel(disk.getPath(FULL), Set.of(StandardOpenOption.WRITE));
    }
    return disk.newFileChannel(file, options, attributes);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return writes(options)
        ? newFileChannel(path, options, attributes)
        : disk.newByteChannel(real(path), options, attributes);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(real(folder))) {
      faultAt(folder).make(real(folder));
    }
    disk.createDirectory(real(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    if (Files.exists(real(path), LinkOption.NOFOLLOW_LINKS)) {
      faultAt(path).change(real(path));
    }
    disk.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    faultAt(target).make(real(target));
    disk.copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    faultAt(target).change(real(target));
    disk.move(real(source), real(target), options);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    if (Set.of(modes).contains(AccessMode.WRITE)) {
      faultAt(path).change(real(path));
    }
    disk.checkAccess(real(path), modes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> stream =
        disk.newDirectoryStream(real(folder), path -> filter.accept(files.wrap(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return files.wrap(stream.iterator());
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  // ---- what has no faults

  @Override
  public String getScheme() {
    return disk.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return disk.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return files.wrap(disk.getPath(uri));
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return disk.isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return disk.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return disk.getFileStore(real(path));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return files.wrap(disk.readSymbolicLink(real(link)));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return disk.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return disk.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return disk.readAttributes(real(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    disk.setAttribute(real(path), name, value, options);
  }
}
