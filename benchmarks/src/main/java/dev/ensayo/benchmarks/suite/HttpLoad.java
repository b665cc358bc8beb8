package dev.ensayo.benchmarks.suite;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients of a server on this machine: each sends the same request over a connection of its own,
 * the next one when it has the answer. A plain socket and little else, so that the clients take as
 * little of the processors as they can.
 */
final class HttpLoad {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int OK = 200;
  private static final int BUSY = 503;
  private static final byte LINE_END = '\n';

  private final int port;
  private final byte[] request;

  /**
   * @param port of the loopback interface
   * @param path of the resource
   * @param body JSON
   */
  HttpLoad(int port, String path, String body) {
    this.port = port;
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    this.request =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + length
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What clients saw.
   *
   * @param seconds how long they sent
   * @param answered requests with status 200
   * @param busy requests with status 503
   * @param failed requests with another status, or whose connection broke
   * @param nanos of each answered request, ascending
   */
  record Result(double seconds, long answered, long busy, long failed, long[] nanos) {
    double perSecond() {
      return answered / seconds;
    }

    /** The time within which a share of the answers came, in milliseconds. */
    double milliseconds(double share) {
      return nanos.length == 0
          ? Double.NaN
          : nanos[(int) Math.min(nanos.length - 1.0, share * nanos.length)] / NANOS_PER_MILLISECOND;
    }
  }

  /** What one client saw. */
  private static final class Seen {
    private long answered;
    private long busy;
    private long failed;
    private long[] nanos = new long[1024];

    void add(int status, long taken) {
      if (status == OK) {
        if (answered == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * nanos.length);
        }
        nanos[(int) answered++] = taken;
      } else if (status == BUSY) {
        busy++;
      } else {
        failed++;
      }
    }
  }

  /** Lets clients send for so long. */
  Result run(int clients, double seconds) {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      long end = start + (long) (seconds * NANOS_PER_SECOND);
      List<Callable<Seen>> tasks = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        tasks.add(() -> send(end));
      }
      List<Seen> all = new ArrayList<>();
      for (Future<Seen> seen : threads.invokeAll(tasks)) {
        all.add(seen.get());
      }
      double passed = (System.nanoTime() - start) / NANOS_PER_SECOND;
      return new Result(
          passed,
          all.stream().mapToLong(seen -> seen.answered).sum(),
          all.stream().mapToLong(seen -> seen.busy).sum(),
          all.stream().mapToLong(seen -> seen.failed).sum(),
          all.stream()
              .flatMapToLong(seen -> Arrays.stream(seen.nanos, 0, (int) seen.answered))
              .sorted()
              .toArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("the clients were interrupted", e);
    } catch (ExecutionException e) {
      throw new MeasurementException("a client failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Seen send(long end) throws IOException {
    Seen seen = new Seen();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        boolean open = true;
        while (open && System.nanoTime() < end) {
          long begun = System.nanoTime();
          out.write(request);
          Answer answer = Answer.read(in);
          seen.add(answer.status(), System.nanoTime() - begun);
          open = !answer.closes();
        }
      } catch (IOException e) {
        seen.failed++;
      }
    }
    return seen;
  }

  /**
   * An answer whose body was read and thrown away.
   *
   * @param closes whether the server closes the connection
   */
  private record Answer(int status, boolean closes) {
    static Answer read(InputStream in) throws IOException {
      String first = line(in);
      if (first.length() < 12) {
        throw new EOFException("the server said '" + first + "'");
      }
      int status = Integer.parseInt(first.substring(9, 12));
      int length = 0;
      boolean closes = false;
      boolean pieces = false;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        String small = header.toLowerCase(Locale.ROOT);
        if (small.startsWith("content-length:")) {
          length = Integer.parseInt(small.substring(15).strip());
        }
        closes |= small.equals("connection: close");
        pieces |= small.equals("transfer-encoding: chunked");
      }
      if (pieces) {
        throw new IOException("an answer in pieces is not read here");
      }
      in.skipNBytes(length);
      return new Answer(status, closes);
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int next = in.read(); next != LINE_END; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the connection was closed");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }
  }
}
