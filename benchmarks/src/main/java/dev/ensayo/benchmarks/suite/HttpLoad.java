package dev.ensayo.benchmarks.suite;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients of a server on this machine: each sends the same request over a connection of its own,
 * the next one when it has the answer. One thread for all of them, as in {@code wrk}, and ready
 * bytes, so that the clients take as little of the processors as they can.
 */
final class HttpLoad {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 1000;
  private static final int OK = 200;
  private static final int BUSY = 503;

  private final InetSocketAddress address;
  private final byte[] request;

  /**
   * @param port of the loopback interface
   * @param path of the resource
   * @param body JSON
   */
  HttpLoad(int port, String path, String body) {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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

  /** Lets clients send for so long, and waits for their last answers. */
  Result run(int clients, double seconds) {
    long start = System.nanoTime();
    Round round = new Round(start + (long) (seconds * NANOS_PER_SECOND));
    try (Selector selector = Selector.open()) {
      List<Client> all = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        all.add(new Client(selector, round));
      }
      all.forEach(Client::begin);
      while (round.sending > 0) {
        selector.select(key -> ((Client) key.attachment()).goOn(), LOOK_MILLIS);
        if (round.isTimeToLook()) {
          all.forEach(Client::look);
        }
      }
    } catch (IOException e) {
      throw new MeasurementException("the clients failed: " + e.getMessage(), e);
    }
    return round.result((System.nanoTime() - start) / NANOS_PER_SECOND);
  }

  /** What all clients saw. */
  private static final class Round {
    private final long end;
    private long looked = System.nanoTime();
    private int sending;
    private long answered;
    private long busy;
    private long failed;
    private long[] nanos = new long[1024];

    Round(long end) {
      this.end = end;
    }

    boolean isOver() {
      return System.nanoTime() - end >= 0;
    }

    /** Whether a second has passed since the last time. */
    boolean isTimeToLook() {
      boolean isTime = System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      looked = isTime ? System.nanoTime() : looked;
      return isTime;
    }

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

    Result result(double seconds) {
      long[] taken = Arrays.copyOf(nanos, (int) answered);
      Arrays.sort(taken);
      return new Result(seconds, answered, busy, failed, taken);
    }
  }

  /** One connection after the other, with a request at a time. */
  private final class Client {
    private final Selector selector;
    private final Round round;
    private final ByteBuffer out = ByteBuffer.allocateDirect(request.length).put(request);
    private final HttpAnswer answer = new HttpAnswer();
    private SocketChannel channel;
    private SelectionKey key;
    private boolean broken;
    private long begun;

    Client(Selector selector, Round round) {
      this.selector = selector;
      this.round = round;
      round.sending++;
    }

    /** Sends the next request, unless time is over. */
    void begin() {
      if (round.isOver()) {
        close();
        round.sending--;
        return;
      }
      begun = System.nanoTime();
      try {
        if (channel == null) {
          channel = SocketChannel.open(address);
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
          channel.configureBlocking(false);
          key = channel.register(selector, SelectionKey.OP_READ, this);
        }
        out.clear();
        answer.clear();
        send();
      } catch (IOException e) {
        fail();
      }
    }

    private void send() throws IOException {
      channel.write(out);
      int wanted = out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    }

    /** Goes on where the system is ready. */
    void goOn() {
      try {
        if (out.hasRemaining()) {
          send();
          return;
        }
        if (channel.read(answer.room()) < 0) {
          throw new EOFException("the connection was closed");
        }
        if (answer.isWhole()) {
          round.add(answer.status(), System.nanoTime() - begun);
          if (answer.closes()) {
            close();
          }
          begin();
        }
      } catch (IOException e) {
        fail();
      }
    }

    /** Begins anew where a connection broke, and gives up what takes too long. */
    void look() {
      if (broken) {
        broken = false;
        begin();
      } else if (channel != null && System.nanoTime() - begun > TIMEOUT_NANOS) {
        fail();
      }
    }

    /** Not at once, lest a server that is not there be asked over and over. */
    private void fail() {
      round.failed++;
      close();
      broken = true;
    }

    void close() {
      if (channel != null) {
        try {
          channel.close();
        } catch (IOException e) {
          // What was to be closed is gone.
        }
        channel = null;
      }
    }
  }
}
