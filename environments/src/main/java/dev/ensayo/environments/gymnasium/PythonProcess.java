package dev.ensayo.environments.gymnasium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python process that runs {@link BridgeScript}, and the messages to and from it, which are
 * described there. It is ended by {@link #close} and by any failure. When this program ends, in
 * whatever way, the script ends by itself; no shutdown hook does that, since runs that are stopped
 * still save themselves while hooks run.
 *
 * <p>Everything that goes wrong is a {@link PythonFailure}. Not thread-safe.
 */
final class PythonProcess implements AutoCloseable {
  private static final int HEADER_BYTES = 8;
  private static final int FIRST_CAPACITY = 1 << 12;

  /** No answer is longer; a length beyond it was not written by the script. */
  private static final int MOST_BYTES = 1 << 30;

  private static final long SECONDS_TO_END = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GymnasiumConfig config;
  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final ErrorOutput errors;
  private final AnswerLimit limit;
  private JsonNode versions;
  private ByteBuffer question = buffer(FIRST_CAPACITY);
  private ByteBuffer answer = buffer(FIRST_CAPACITY);
  private boolean isOver;

  private PythonProcess(GymnasiumConfig config, Process process) {
    this.config = config;
    this.process = process;
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
    this.errors = new ErrorOutput(process.getErrorStream());
    this.limit = new AnswerLimit(process, config.timeout());
    daemon(errors, "errors");
    daemon(limit, "limit");
  }

  private void daemon(Runnable work, String what) {
    Thread thread = new Thread(work, "python-" + process.pid() + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts a process and greets it. */
  static PythonProcess start(GymnasiumConfig config, BridgeScript script) {
    ProcessBuilder builder = new ProcessBuilder(script.command(config.python()));
    builder.environment().putIfAbsent("PYTHONHASHSEED", "0"); // else sets have another order
    PythonProcess python;
    try {
      python = new PythonProcess(config, builder.start());
    } catch (IOException e) {
      throw new PythonFailure(
          "python",
          "'"
              + config.python()
              + "' cannot be started; give a program on the PATH, or the path of a Python 3.8 or"
              + " newer");
    }
    try {
      python.greet(script);
      return python;
    } catch (PythonFailure e) {
      python.close();
      throw e;
    }
  }

  private void greet(BridgeScript script) {
    write(script.text(), 0, script.text().length);
    ObjectNode greeting = JSON.createObjectNode();
    greeting.put("protocol", BridgeScript.PROTOCOL);
    greeting.put("id", config.id());
    ObjectNode options = greeting.putObject("options");
    config.options().forEach(options::set);
    config.path().forEach(greeting.putArray("path")::add);
    byte[] text = greeting.toString().getBytes(StandardCharsets.UTF_8);
    question(text.length).put(text);
    send('H');
    versions = json(receive('h', "python"));
    if (versions.path("protocol").asInt() != BridgeScript.PROTOCOL) {
      throw nonsense("python", "of protocol " + versions.path("protocol"));
    }
  }

  /** What {@code h} says: versions of Python and its libraries. */
  JsonNode versions() {
    return versions;
  }

  /** Whether it can answer no more. */
  boolean isOver() {
    return isOver;
  }

  /**
   * The payload of the next message, empty.
   *
   * @param most how many bytes it needs to hold
   */
  ByteBuffer question(int most) {
    if (question.capacity() < HEADER_BYTES + most) {
      question = buffer(HEADER_BYTES + most);
    }
    return question.clear().position(HEADER_BYTES);
  }

  /** Sends the payload that was put into {@link #question}. */
  void send(char kind) {
    int length = question.position();
    question
        .put(0, (byte) 'E')
        .put(1, (byte) 'N')
        .put(2, (byte) kind)
        .put(3, (byte) 0)
        .putInt(4, length - HEADER_BYTES);
    limit.startWaiting(); // an environment that hangs reads nothing either
    write(question.array(), question.arrayOffset(), length);
    limit.stopWaiting();
  }

  /** Writes to the process. That it has ended is seen when it is read, after what it wrote. */
  private void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
      out.flush();
    } catch (IOException e) {
      // The answer does not come, or is not one: receive tells.
    }
  }

  /**
   * Waits for the answer to what was sent.
   *
   * @return its payload, valid until the next call
   */
  ByteBuffer receive(char kind) {
    return receive(kind, "");
  }

  /** As {@link #receive}, where a setting is to blame for what is no answer. */
  private ByteBuffer receive(char kind, String blame) {
    limit.startWaiting();
    ByteBuffer header = read(0, HEADER_BYTES, blame);
    char found = (char) header.get(2);
    int length = header.getInt(4);
    if (header.get(0) != 'E'
        || header.get(1) != 'N'
        || length < 0
        || length > MOST_BYTES
        || (found != kind && found != 'X')) {
      throw nonsense(blame, written(header));
    }
    ByteBuffer payload = read(HEADER_BYTES, length, blame);
    limit.stopWaiting();
    if (found == 'X') {
      JsonNode problem = json(payload);
      end(process);
      isOver = true;
      throw new PythonFailure(
          problem.path("key").asText(),
          oneLine(problem.path("message").asText()),
          ImmutableList.copyOf(JSON.convertValue(problem.path("known"), String[].class)));
    }
    return payload;
  }

  private ByteBuffer read(int at, int length, String blame) {
    if (answer.capacity() < at + length) {
      answer = buffer(at + length);
    }
    try {
      if (in.readNBytes(answer.array(), answer.arrayOffset() + at, length) < length) {
        throw gone(blame);
      }
    } catch (IOException e) {
      throw gone(blame);
    }
    return answer.clear().limit(at + length).position(at);
  }

  /** What was sent ended the process, or found it ended. */
  private PythonFailure gone(String blame) {
    isOver = true;
    String last;
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        end(process);
        process.waitFor();
      }
      TimeUnit.MILLISECONDS.sleep(50); // for what it wrote at last
      last = errors.lastLine();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PythonFailure(blame, "its Python process was interrupted");
    }
    if (limit.isExceeded()) {
      return new PythonFailure(
          "timeout",
          String.format(
              Locale.ROOT,
              "its Python process did not answer within %s s, so it was ended",
              number(config.timeout())));
    }
    return new PythonFailure(
        blame,
        "its Python process ended with exit code "
            + process.exitValue()
            + (last.isEmpty() ? "" : ": " + last));
  }

  private PythonFailure nonsense(String blame, String what) {
    end(process);
    isOver = true;
    return new PythonFailure(
        blame, "its Python process wrote what is no answer of Ensayo's script: " + what);
  }

  private static String written(ByteBuffer header) {
    String text =
        new String(header.array(), header.arrayOffset(), HEADER_BYTES, StandardCharsets.ISO_8859_1);
    return "'" + CharMatcher.inRange(' ', '~').negate().replaceFrom(text, '.') + "'…";
  }

  private static String number(double seconds) {
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  static String oneLine(String text) {
    return CharMatcher.whitespace().collapseFrom(text, ' ');
  }

  /** Reads a payload as JSON. */
  JsonNode json(ByteBuffer payload) {
    try {
      return JSON.readTree(
          payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
    } catch (IOException e) {
      throw nonsense("", "no JSON");
    }
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Ends a process and those that it has started, at once. */
  static void end(Process process) {
    List<ProcessHandle> started;
    try (Stream<ProcessHandle> below = process.descendants()) {
      started = below.toList();
    }
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Lets the environments close themselves, if the process still answers, and ends it. */
  @Override
  public void close() {
    try {
      if (!isOver) {
        question(0);
        send('Q');
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      }
    } catch (PythonFailure e) {
      isOver = true; // it had ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isOver = true;
      end(process);
    }
  }
}
