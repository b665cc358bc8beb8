package dev.ensayo.cluster;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.parallel.ReplicaFactory;
import dev.ensayo.core.parallel.StreamLink;
import dev.ensayo.core.parallel.WorkerLink;
import dev.ensayo.core.parallel.WorkerLostException;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.experiments.launch.RunOrder;
import dev.ensayo.experiments.launch.RunWorker;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Where the task that leads a run meets those that follow. Who comes must know a word that Spark
 * alone has told: it goes round with its own messages. What is then sent is not encrypted.
 */
final class WorkerSockets implements Workers, Closeable {
  private static final int MEETING_MILLIS = 60_000;
  private static final int LOOK_MILLIS = 1000;
  private static final int MOST_LOOKS = 30;
  private static final int BEGIN = 1;

  private final ServerSocket server;
  private final String word = UUID.randomUUID().toString();
  private final BooleanSupplier calledOff;

  /**
   * @param host that the others know this machine by
   * @param workers who come
   * @param calledOff whether the task is to end
   */
  WorkerSockets(String host, int workers, BooleanSupplier calledOff) throws IOException {
    this.server = new ServerSocket(0, workers, InetAddress.getByName(host));
    this.calledOff = calledOff;
  }

  /** What the others need to come. */
  String invitation() {
    return server.getLocalPort() + " " + word + " " + server.getInetAddress().getHostAddress();
  }

  @Override
  public ImmutableList<WorkerLink> start(int count, ReplicaFactory replicas) {
    WorkerLink[] links = new WorkerLink[count];
    try {
      server.setSoTimeout(MEETING_MILLIS);
      for (int met = 0; met < count; ) {
        Socket socket = server.accept();
        int rank = rankOf(socket);
        if (rank < 1 || rank > count || links[rank - 1] != null) {
          socket.close();
        } else {
          links[rank - 1] = link(rank, socket);
          met++;
        }
      }
      return ImmutableList.copyOf(links);
    } catch (IOException e) {
      Arrays.stream(links).filter(link -> link != null).forEach(WorkerLink::close);
      throw new WorkerLostException("not all workers came: " + e.getMessage(), e);
    }
  }

  /** 0 for who does not know the word. */
  private int rankOf(Socket socket) {
    try {
      socket.setSoTimeout(MEETING_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] said = in.readNBytes(word.length());
      boolean knows = MessageDigest.isEqual(said, word.getBytes(StandardCharsets.US_ASCII));
      return knows ? in.readInt() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private WorkerLink link(int rank, Socket socket) throws IOException {
    try {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(BEGIN);
      out.flush();
      return new StreamLink(rank, patient(socket, calledOff), buffered(socket), socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static PatientInput patient(Socket socket, BooleanSupplier calledOff) throws IOException {
    socket.setSoTimeout(LOOK_MILLIS);
    return new PatientInput(socket.getInputStream(), calledOff, MOST_LOOKS);
  }

  private static BufferedOutputStream buffered(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new BufferedOutputStream(socket.getOutputStream());
  }

  /**
   * Accepts an invitation and follows, until sent home. Where nobody is waited for, as where the
   * run is complete or cannot be made, that is at once: who leads tells what came of it.
   *
   * @param calledOff whether the task is to end
   */
  static void follow(
      String invitation, RunWorker worker, RunOrder order, int rank, BooleanSupplier calledOff)
      throws IOException {
    String[] parts = invitation.split(" ", -1);
    try (Socket socket = new Socket()) {
      if (!isThere(socket, parts, rank)) {
        return;
      }
      PatientInput in = patient(socket, calledOff);
      if (begins(in)) {
        worker.follow(order, rank, in, buffered(socket));
      }
    }
  }

  /** Goes there; false where nobody waits any more. Who waits in vain tells so itself. */
  private static boolean isThere(Socket socket, String[] invitation, int rank) {
    try {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getByName(invitation[2]), Integer.parseInt(invitation[0])),
          MEETING_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write(invitation[1].getBytes(StandardCharsets.US_ASCII));
      out.writeInt(rank);
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean begins(PatientInput in) {
    try {
      return new DataInputStream(in).readInt() == BEGIN;
    } catch (IOException e) {
      return false; // who leads has ended, or is gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
