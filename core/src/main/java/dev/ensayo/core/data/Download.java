package dev.ensayo.core.data;

import dev.ensayo.core.file.AtomicFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one file of a data set so that it is there whole or not at all.
 *
 * <p>What arrives is appended to a file of another name beside it, which tells the edition that is
 * expected. Only when all bytes are there and their SHA-256 is right is it renamed. After a cut the
 * part stays, and the next try asks the server for the rest (RFC 9110, section 14); a server that
 * sends everything again is understood too. A part that cannot become the file is deleted.
 */
public final class Download {
  /** How patient a download is. */
  public record Patience(int tries, Duration connect, Duration read, Duration pause) {
    /** Five tries in a row without a new byte; 20 s for a connection, 60 s for a byte. */
    public static final Patience USUAL =
        new Patience(5, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  private static final int BUFFER = 1 << 16;
  private static final int EDITION_LETTERS = 12;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  /** The server has no such part, or sent something that is no part of the file. */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final DataSet.File file;
  private final Path target;
  private final Path part;
  private final Patience patience;
  private final LongConsumer progress;

  /**
   * @param file what is expected; it must have a URL
   * @param folder the data folder to put it below
   * @param progress told the bytes that are there, now and then
   */
  public Download(DataSet.File file, Path folder, Patience patience, LongConsumer progress) {
    this.file = file;
    this.target = folder.resolve(file.path());
    this.part =
        target.resolveSibling(
            target.getFileName()
                + "."
                + file.sha256().substring(0, EDITION_LETTERS)
                + AtomicFile.PART_SUFFIX);
    this.patience = patience;
    this.progress = progress;
  }

  /** Where the file will be. */
  public Path target() {
    return target;
  }

  /** Where it is until then. */
  Path part() {
    return part;
  }

  /** Whether the file is there whole; reads all of it. */
  public boolean isDone() throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == file.bytes()
        && sha256(target).equals(file.sha256());
  }

  /**
   * Gets the file, or what is missing of it.
   *
   * @throws DownloadFailedException if it cannot be had; a part that may be continued stays
   */
  public void run() throws DownloadFailedException {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new DownloadFailedException(
          "folder " + target.getParent() + " cannot be made: " + reason(e), e);
    }
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel);
      try {
        complete(channel);
      } finally {
        lock.release();
      }
    } catch (DownloadFailedException e) {
      throw e;
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another download in this process
    }
    if (lock == null) {
      throw new DownloadFailedException(
          target + " is being downloaded by somebody else; try again when that has ended");
    }
    return lock;
  }

  private void fill(FileChannel channel) throws IOException {
    if (channel.size() > file.bytes()) {
      channel.truncate(0);
    }
    int failures = 0;
    while (channel.size() < file.bytes()) {
      long before = channel.size();
      try {
        fetch(channel);
        if (channel.size() < file.bytes()) {
          throw new CutException(null);
        }
      } catch (CutException e) {
        failures = channel.size() > before ? 1 : failures + 1;
        if (failures >= patience.tries()) {
          throw cut(channel.size(), e);
        }
        pause();
      }
    }
  }

  /** The connection ended early, or could not be made. */
  private static final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    CutException(IOException cause) {
      super(cause);
    }
  }

  private void fetch(FileChannel channel) throws IOException {
    long from = channel.size();
    HttpURLConnection connection = connect(from);
    try (InputStream content = respond(connection, channel, from)) {
      channel.position(channel.size());
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      int count = read(content, buffer.array());
      while (count >= 0) {
        if (channel.size() + count > file.bytes()) {
          channel.truncate(0);
          throw notTheFile("it is longer than " + file.bytes() + " bytes");
        }
        buffer.limit(count).position(0);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        progress.accept(channel.size());
        count = read(content, buffer.array());
      }
    }
  }

  private static int read(InputStream content, byte[] target) throws CutException {
    try {
      return content.read(target);
    } catch (IOException e) {
      throw new CutException(e);
    }
  }

  private HttpURLConnection connect(long from) throws IOException {
    if (!(URI.create(file.url()).toURL().openConnection()
        instanceof HttpURLConnection connection)) {
      throw new DownloadFailedException("'" + file.url() + "' is no address of the web");
    }
    connection.setConnectTimeout((int) patience.connect().toMillis());
    connection.setReadTimeout((int) patience.read().toMillis());
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  /** The body; the channel then has what comes before it and no more. */
  private InputStream respond(HttpURLConnection http, FileChannel channel, long from)
      throws IOException {
    int status;
    try {
      status = http.getResponseCode();
    } catch (IOException e) {
      throw new CutException(e);
    }
    if (status == RANGE_NOT_SATISFIABLE) {
      channel.truncate(0);
      http.disconnect();
      throw new CutException(new IOException("the server has no rest of it"));
    }
    if (status >= 500) {
      http.disconnect();
      throw new CutException(new IOException("the server answered with status " + status));
    }
    if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
      http.disconnect();
      throw new DownloadFailedException(
          file.url() + " could not be downloaded: the server answered with status " + status);
    }
    boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && startsAt(http, from);
    if (!goesOn) {
      channel.truncate(0);
    }
    if (status == HttpURLConnection.HTTP_PARTIAL && !goesOn) {
      http.disconnect();
      throw new CutException(new IOException("the server sent another part than asked for"));
    }
    try {
      return http.getInputStream();
    } catch (IOException e) {
      throw new CutException(e);
    }
  }

  private static boolean startsAt(HttpURLConnection http, long from) {
    String range = http.getHeaderField("Content-Range");
    Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
    return matcher.matches() && Long.parseLong(matcher.group(1)) == from;
  }

  private void complete(FileChannel channel) throws IOException {
    boolean continued = channel.size() > 0;
    fill(channel);
    String found = sha256(part);
    if (continued && !found.equals(file.sha256())) {
      channel.truncate(0); // the old part was of something else, or was damaged
      fill(channel);
      found = sha256(part);
    }
    if (!found.equals(file.sha256())) {
      Files.delete(part);
      throw notTheFile("its SHA-256 is " + found + " instead of " + file.sha256());
    }
    channel.force(true);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(Path path) throws IOException {
    try (InputStream content = Files.newInputStream(path)) {
      return ContentHash.sha256(content);
    }
  }

  private void pause() throws DownloadFailedException {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadFailedException("stopped; what arrived of " + target + " is kept", e);
    }
  }

  private DownloadFailedException notTheFile(String why) {
    return new DownloadFailedException(
        "what "
            + file.url()
            + " sent is not the expected file: "
            + why
            + "; it was thrown away, for it may have been changed on the way or at its source");
  }

  private DownloadFailedException cut(long there, CutException cut) {
    Throwable cause = cut.getCause();
    String kept =
        there > 0
            ? "; "
                + there
                + " of "
                + file.bytes()
                + " bytes are kept, the same command goes on from there"
            : "";
    String why;
    if (cause instanceof UnknownHostException) {
      why = "no host of that name was found: is there a network?";
    } else if (cause instanceof SocketTimeoutException) {
      why = "the server did not answer in time";
    } else if (cause == null) {
      why = "the connection ended early";
    } else {
      why = reason(cause);
    }
    return new DownloadFailedException(
        file.url() + " could not be downloaded: " + why + kept, cause);
  }

  /** Says what the disk did not take; what is there of the part stays. */
  private DownloadFailedException notWritten(IOException e) {
    return new DownloadFailedException(
        target
            + " could not be written: "
            + reason(e)
            + freeSpace()
            + "; the same command goes on once there is room, ENSAYO_DATA names another folder",
        e);
  }

  private String freeSpace() {
    try {
      long free = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
      return " (" + free + " bytes are free there, the file has " + file.bytes() + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String name = e.getClass().getSimpleName();
    return e instanceof FileNotFoundException || e.getMessage() == null ? name : e.getMessage();
  }
}
