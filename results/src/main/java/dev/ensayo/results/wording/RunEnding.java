package dev.ensayo.results.wording;

import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.reading.RunRecord;

/** Why a run did not finish. */
final class RunEnding {
  private RunEnding() {}

  /** Empty for a finished run. */
  static String reason(RunRecord run) {
    if (run.unreadable().isPresent()) {
      return "cannot be read: " + run.unreadable().get();
    }
    return switch (run.state()) {
      case FINISHED -> "";
      case NOT_STARTED -> "there is no run folder";
      case FAILED, UNFINISHED ->
          run.manifest().map(RunEnding::reason).orElse("the run has no manifest");
    };
  }

  private static String reason(Manifest manifest) {
    if (!manifest.failure().isEmpty()) {
      return manifest.failure();
    }
    return switch (manifest.status()) {
      case RUNNING -> "still running, or killed; --resume goes on with it";
      case INTERRUPTED -> "stopped on request; --resume goes on with it";
      case FAILED -> "failed without a message";
      case COMPLETE -> "the marker COMPLETE is missing";
    };
  }
}
