package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a pipeline stands, by the events of its log alone. */
final class PipelineHistory {
  /** How far the file that is being worked on has come. */
  enum Stage {
    TAKEN,
    ACCEPTED,
    TRAINED
  }

  private final Map<Integer, PipelineEvent.Taken> taken = new LinkedHashMap<>();
  private final List<PipelineEvent.SetAside> setAside = new ArrayList<>();
  private final List<Integer> parts = new ArrayList<>();
  private final Deque<Integer> champions = new ArrayDeque<>();
  private Optional<PipelineEvent.Begun> begun = Optional.empty();
  private Optional<PipelineEvent.Taken> pending = Optional.empty();
  private Stage stage = Stage.TAKEN;
  private String since = "";
  private ImmutableList<String> reasons = ImmutableList.of();

  /** After the events of a log. */
  static PipelineHistory of(List<PipelineLog.Line> lines) {
    PipelineHistory history = new PipelineHistory();
    lines.forEach(history::add);
    return history;
  }

  private void add(PipelineLog.Line line) {
    PipelineEvent event = line.event();
    if (event instanceof PipelineEvent.Begun first) {
      begun = Optional.of(first);
    } else if (event instanceof PipelineEvent.Taken file) {
      taken.put(file.number(), file);
      pending = Optional.of(file);
      stage = Stage.TAKEN;
    } else if (event instanceof PipelineEvent.SetAside file) {
      setAside.add(file);
      pending = Optional.empty();
    } else if (event instanceof PipelineEvent.Accepted file) {
      parts.add(file.number());
      stage = Stage.ACCEPTED;
    } else if (event instanceof PipelineEvent.Trained) {
      stage = Stage.TRAINED;
    } else if (event instanceof PipelineEvent.Promoted candidate) {
      champions.push(candidate.number());
      since = line.time();
      reasons = ImmutableList.copyOf(candidate.reasons());
      pending = Optional.empty();
    } else if (event instanceof PipelineEvent.Refused candidate) {
      if (candidate.leftOut()) {
        parts.remove((Integer) candidate.number());
      }
      pending = Optional.empty();
    } else if (event instanceof PipelineEvent.WentBack back) {
      champions.pop();
      since = line.time();
      reasons = ImmutableList.copyOf(back.reasons());
    }
  }

  /** What the folder was made with. */
  Optional<PipelineEvent.Begun> begun() {
    return begun;
  }

  /** The file that is being worked on. */
  Optional<PipelineEvent.Taken> pending() {
    return pending;
  }

  /** How far it has come. */
  Stage stage() {
    return stage;
  }

  /** The number of the next file. */
  int next() {
    return taken.size() + 1;
  }

  /** Files that were set aside. */
  ImmutableList<PipelineEvent.SetAside> setAside() {
    return ImmutableList.copyOf(setAside);
  }

  /** Numbers of the files whose rows are in use. */
  ImmutableList<Integer> parts() {
    return ImmutableList.copyOf(parts);
  }

  /** A part with the same content. */
  Optional<PipelineEvent.Taken> partOf(String sha256) {
    return parts.stream().map(taken::get).filter(t -> t.sha256().equals(sha256)).findFirst();
  }

  /** The version in use. */
  Optional<Integer> champion() {
    return Optional.ofNullable(champions.peek());
  }

  /** The version that was in use before it; empty for the first. */
  Optional<Integer> before() {
    return champions.stream().skip(1).findFirst();
  }

  /** When the champion became it; empty without one. */
  String since() {
    return since;
  }

  /** Why the champion became it. */
  ImmutableList<String> reasons() {
    return reasons;
  }
}
