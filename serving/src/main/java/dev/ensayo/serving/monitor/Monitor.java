package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.results.monitor.MonitorLog;
import dev.ensayo.results.monitor.MonitorRecord;
import dev.ensayo.results.outcome.Subpopulation;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.versions.AnswerObserver;
import dev.ensayo.serving.versions.Answered;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all versions that are served: what ends is written to the log, and the last of it kept
 * for the page. Thread-safe.
 */
public final class Monitor implements AnswerObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final int MOST_RECORDS = 5000;
  private static final int MOST_ROWS = 100_000;

  private final Optional<MonitorLog> log;
  private final MonitorSettings settings;
  private final Clock clock;
  private final Map<List<String>, VersionMonitor> versions = new ConcurrentHashMap<>();
  private final Map<String, AnswerMemory> memories = new ConcurrentHashMap<>();
  private final Deque<MonitorRecord> records = new ArrayDeque<>();

  /**
   * @param log what ends is added to it; without one it is kept for the page alone
   * @param clock says when
   */
  public Monitor(Optional<MonitorLog> log, MonitorSettings settings, Clock clock) {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A version is served from now on.
   *
   * @param run that it comes from
   * @throws InvalidSettingException if a subpopulation is none of what it is asked
   */
  public void serve(String model, String version, String run, Preprocessing preprocessing) {
    ImmutableList.Builder<Subpopulation> groups = ImmutableList.builder();
    List<ColumnProfile> asked = LiveInputs.of(preprocessing).profiles();
    for (String text : settings.groups()) {
      try {
        groups.addAll(Subpopulation.parse(text, asked));
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException("groups", e.getMessage());
      }
    }
    VersionMonitor watched =
        new VersionMonitor(model, version, preprocessing, settings.window(), groups.build());
    versions.put(List.of(model, version), watched);
    memories.computeIfAbsent(model, name -> new AnswerMemory(MOST_ROWS));
    long trained = preprocessing.profile().stream().mapToLong(ColumnProfile::count).max().orElse(0);
    keep(
        List.of(
            new MonitorRecord.Served(
                model,
                version,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                run,
                watched.areClasses() ? "classes" : watched.canBeJudged() ? "numbers" : "other",
                trained)));
  }

  @Override
  public void answered(Answered answered) {
    VersionMonitor version = versions.get(List.of(answered.model(), answered.version()));
    if (version == null) {
      return;
    }
    List<MonitorRecord> ended = new ArrayList<>();
    List<Told> rows = version.answered(answered.inputs(), answered.outputs(), answered.at(), ended);
    if (!rows.isEmpty()) {
      memories
          .get(answered.model())
          .put(answered.id(), new AnswerMemory.Answer(answered.version(), rows));
    }
    keep(ended);
  }

  @Override
  public void refused(String model, String version) {
    VersionMonitor watched = versions.get(List.of(model, version));
    if (watched != null) {
      watched.refused(clock.instant());
    }
  }

  /**
   * Takes the right answers to a request that was answered.
   *
   * @param id of the answer
   * @param right one for each row: a class, or a number as text
   * @param fields of the request beside those that were asked, for subpopulations
   * @throws BadRequestException if the answer is not known (any more), has other rows, or a right
   *     answer is none of the model's
   */
  public void feedback(String model, String id, List<String> right, Map<String, String> fields) {
    AnswerMemory memory = memories.get(model);
    if (memory == null) {
      throw new BadRequestException(
          "the model '%s' is not watched; %s"
              .formatted(model, NearestName.hint(model, memories.keySet())));
    }
    AnswerMemory.Answer answer =
        memory
            .take(id)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "there is no answer '%s' of '%s' that waits for the right one; it was judged"
                                .formatted(id, model)
                            + " already, is older than the last "
                            + MOST_ROWS
                            + " rows, or the server was started since"));
    VersionMonitor version = versions.get(List.of(model, answer.version()));
    try {
      check(version, answer, right);
    } catch (BadRequestException e) {
      memory.put(id, answer); // it can be judged rightly yet
      throw e;
    }
    List<MonitorRecord> ended = new ArrayList<>();
    for (int row = 0; row < right.size(); row++) {
      Told told = answer.rows().get(row);
      Map<String, String> known = new HashMap<>(told.fields());
      known.putAll(fields);
      version.right(told, right.get(row), known, clock.instant(), ended);
    }
    keep(ended);
  }

  private static void check(
      VersionMonitor version, AnswerMemory.Answer answer, List<String> right) {
    if (right.size() != answer.rows().size()) {
      throw new BadRequestException(
          "the answer has %s rows, and %s right ones are told"
              .formatted(answer.rows().size(), right.size()));
    }
    for (String each : right) {
      if (version.areClasses() && !version.classes().contains(each)) {
        throw new BadRequestException(
            "'%s' is no class of the model; %s"
                .formatted(each, NearestName.hint(each, version.classes())));
      }
      if (!version.areClasses()) {
        Double number = Doubles.tryParse(each);
        if (number == null || !Double.isFinite(number)) {
          throw new BadRequestException("the right answer is a number, not '" + each + "'");
        }
      }
    }
    if (!version.areClasses() && !answer.rows().stream().allMatch(Told::isFinite)) {
      throw new BadRequestException("what was answered is no number, and cannot be judged");
    }
  }

  private void keep(List<MonitorRecord> ended) {
    for (MonitorRecord entry : ended) {
      synchronized (records) {
        records.add(entry);
        if (records.size() > MOST_RECORDS) {
          forgetOne();
        }
      }
      log.ifPresent(file -> write(entry, file));
    }
  }

  /** The oldest, but for those that say who is served, by which all others are read. */
  private void forgetOne() {
    Iterator<MonitorRecord> oldest = records.iterator();
    while (oldest.hasNext()) {
      if (!(oldest.next() instanceof MonitorRecord.Served)) {
        oldest.remove();
        return;
      }
    }
  }

  /** A log that cannot be written, such as on a full disk, must not cost answers. */
  private static void write(MonitorRecord entry, MonitorLog file) {
    try {
      file.add(entry);
    } catch (IOException e) {
      LOG.error(
          "a line for {} {} is missing in {}, which cannot be written: {}",
          entry.model(),
          entry.version(),
          file.file(),
          e.toString());
    }
  }

  /** What ended lately, in its order. */
  public ImmutableList<MonitorRecord> records() {
    synchronized (records) {
      return ImmutableList.copyOf(records);
    }
  }

  /** The last window of a version that has ended. */
  Optional<MonitorRecord.Window> lastWindow(String model, String version) {
    return last(MonitorRecord.Window.class, model, version);
  }

  /** The last outcome of a version. */
  Optional<MonitorRecord.Outcome> lastOutcome(String model, String version) {
    return last(MonitorRecord.Outcome.class, model, version);
  }

  private <T extends MonitorRecord> Optional<T> last(Class<T> kind, String model, String version) {
    return Lists.reverse(records()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(entry -> entry.model().equals(model) && entry.version().equals(version))
        .findFirst();
  }

  /** Ends all windows, so that the log has what was counted. */
  @Override
  public void close() {
    Instant now = clock.instant();
    for (VersionMonitor version : versions.values()) {
      version.end(now).ifPresent(entry -> keep(List.of(entry)));
      version.endOutcomes(now).ifPresent(entry -> keep(List.of(entry)));
    }
  }
}
