package dev.ensayo.results.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Writes a run as TensorBoard reads it: records of {@code Event} messages (TensorFlow, {@code
 * core/util/event.proto} and {@code core/framework/summary.proto}), the first of which names the
 * version of the format.
 *
 * <p>Values are floats there. Runs do not record when each value came, so all of a run have the
 * time at which it began.
 */
final class TensorBoardEvents {
  private static final String VERSION = "brain.Event:2";

  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;

  private final TfRecords records;
  private final double wallTime;

  private TensorBoardEvents(OutputStream out, double wallTime) {
    this.records = new TfRecords(out);
    this.wallTime = wallTime;
  }

  /** The name of a run's file; programs look for {@code tfevents} in it. */
  static String fileName(ExportedRun run) {
    return "events.out.tfevents." + (long) seconds(run) + ".ensayo";
  }

  /** Writes all of a run. */
  static void write(ExportedRun run, OutputStream out) throws IOException {
    TensorBoardEvents events = new TensorBoardEvents(out, seconds(run));
    events.writeVersion();
    new StepOrder(run.metrics()).forEach(events::writeStep);
  }

  private static double seconds(ExportedRun run) {
    return run.started().map(Instant::getEpochSecond).orElse(0L);
  }

  private void writeVersion() throws IOException {
    ProtobufMessage event = new ProtobufMessage();
    event.putDouble(EVENT_WALL_TIME, wallTime);
    event.putText(EVENT_FILE_VERSION, VERSION);
    records.write(event.toBytes());
  }

  private void writeStep(long step, List<StepOrder.Value> values) throws IOException {
    ProtobufMessage summary = new ProtobufMessage();
    for (StepOrder.Value value : values) {
      ProtobufMessage one = new ProtobufMessage();
      one.putText(VALUE_TAG, value.metric());
      one.putFloat(VALUE_SIMPLE, (float) value.value());
      summary.putMessage(SUMMARY_VALUE, one);
    }
    ProtobufMessage event = new ProtobufMessage();
    event.putDouble(EVENT_WALL_TIME, wallTime);
    event.putLong(EVENT_STEP, step);
    event.putMessage(EVENT_SUMMARY, summary);
    records.write(event.toBytes());
  }
}
