package dev.ensayo.core.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A process, told from every other on any machine.
 *
 * @param host name of its machine, for people
 * @param machine what tells whether a process number means the same process here and there: the
 *     kernel's boot and the name space of its process numbers; empty where the system does not say
 * @param pid its number
 * @param start when it started, in ticks since the boot; tells it from a later process of the same
 *     number
 */
public record ProcessStamp(String host, String machine, long pid, long start) {
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAME_SPACE = Path.of("/proc/self/ns/pid");

  private static final Path FIRST_PROCESS = Path.of("/proc/1/stat");

  /** Fields of {@code /proc/PID/stat} after the name in parentheses, counted from 0. */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  private static final ProcessStamp OWN = ofThisProcess();

  /** This process. */
  public static ProcessStamp own() {
    return OWN;
  }

  private static ProcessStamp ofThisProcess() {
    long pid = ProcessHandle.current().pid();
    String machine = "";
    long start = 0;
    try {
      start = startTime(pid);
      machine = Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAME_SPACE);
    } catch (IOException | UnsupportedOperationException e) {
      machine = ""; // no Linux: whether a process elsewhere lives can only be told by its signs
    }
    return new ProcessStamp(hostName(), machine, pid, start);
  }

  private static String hostName() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return "unknown";
      }
    }
  }

  /**
   * When a process of this machine started, in ticks since the boot.
   *
   * @throws IOException if there is none, or the system does not tell
   */
  static long startTime(long pid) throws IOException {
    return Long.parseLong(status(pid)[START_TIME]);
  }

  private static String[] status(long pid) throws IOException {
    String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return text.substring(text.lastIndexOf(')') + 2).split(" ");
  }

  /** Whether that process ran on this machine and is certainly no more. */
  boolean isGone() {
    if (machine.isEmpty() || !machine.equals(OWN.machine)) {
      return false;
    }
    try {
      String[] status = status(pid);
      boolean dead = status[STATE].equals("Z") || status[STATE].equals("X");
      return dead || Long.parseLong(status[START_TIME]) != start;
    } catch (NoSuchFileException e) {
      // Where processes of others are hidden, the first one is, too.
      return Files.isReadable(FIRST_PROCESS);
    } catch (IOException e) {
      return false; // it may be ending just now; the next look will tell
    }
  }
}
