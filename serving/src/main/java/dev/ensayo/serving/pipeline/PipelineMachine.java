package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.plugin.RunService;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.serving.pipeline.PipelineConfig.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Takes a file from the inbox to a decision, a step at a time. A step is done when its line stands
 * in the log; what it leaves beside is made again from the log where it is missing, so that a step
 * that was cut short is only done again.
 */
final class PipelineMachine {
  private final PipelineFile pipeline;
  private final PipelineFolder folder;
  private final PipelineInbox inbox;
  private final PipelineLog log;
  private final Fence fence;
  private final RunService runs;
  private final Consumer<String> told;

  /**
   * @param fence asked before every change on the disk
   * @param clock of the log
   * @param runs trains
   * @param told hears a sentence for each step
   */
  PipelineMachine(
      PipelineFile pipeline,
      Fence fence,
      InstantSource clock,
      RunService runs,
      Consumer<String> told) {
    this.pipeline = pipeline;
    this.folder = pipeline.folder();
    this.inbox = new PipelineInbox(pipeline.inbox());
    this.log = new PipelineLog(folder.log(), fence, clock);
    this.fence = fence;
    this.runs = runs;
    this.told = told;
  }

  /**
   * Clears up after a process that was killed; to be called before all else.
   *
   * @throws InvalidSettingException if the folder was made with rows dealt otherwise
   */
  void begin() throws IOException {
    log.repair();
    PipelineHistory history = history();
    for (Path place : folder.places(history.next() - 1)) {
      if (Files.isDirectory(place)) {
        AtomicFile.deleteParts(place);
      }
    }
    Champion.deleteParts(folder.path());
    PipelineConfig config = pipeline.config();
    PipelineEvent.Begun now =
        new PipelineEvent.Begun(
            config.pipeline(), config.holdOut().share(), config.holdOut().seed());
    if (history.begun().isEmpty()) {
      log.add(now);
    } else if (!history.begun().get().equals(now)) {
      PipelineEvent.Begun then = history.begun().get();
      throw new InvalidSettingException(
          then.pipeline().equals(now.pipeline()) ? "holdOut" : "pipeline",
          ("the folder '%s' was begun as '%s' with holdOut: {share: %s, seed: %s}, and rows that"
                  + " were held out then must not be trained on; keep these, or name another folder")
              .formatted(folder.path(), then.pipeline(), then.share(), then.holdOutSeed()));
    }
    if (history.stage() == PipelineHistory.Stage.TAKEN && history.pending().isPresent()) {
      clear(history.pending().get());
    }
    settle();
  }

  private PipelineHistory history() throws IOException {
    return PipelineHistory.of(log.read());
  }

  /** The version in use. */
  Optional<Integer> champion() throws IOException {
    return history().champion();
  }

  /**
   * Does the next step.
   *
   * @param stop once true, training saves itself and stops
   * @return false if there is nothing to do, or training was stopped
   */
  boolean step(BooleanSupplier stop) throws IOException {
    PipelineHistory history = history();
    Optional<PipelineEvent.Taken> pending = history.pending();
    boolean done;
    if (pending.isEmpty()) {
      done = take(history);
    } else {
      done =
          switch (history.stage()) {
            case TAKEN -> new Acceptance(pipeline, history, fence).of(pending.get(), this::record);
            case ACCEPTED -> train(history, pending.get().number(), stop);
            case TRAINED ->
                new Decision(pipeline, history).of(pending.get().number(), this::record);
          };
    }
    if (done) {
      settle();
    }
    return done;
  }

  /** Writes what happened into the log. */
  private void record(PipelineEvent event) throws IOException {
    log.add(event);
    EventWords.of(event).forEach(told);
  }

  private boolean take(PipelineHistory history) throws IOException {
    Optional<Path> file = inbox.next();
    if (file.isEmpty()) {
      return false;
    }
    String name = file.get().getFileName().toString();
    String sha256 = PipelineInbox.copy(file.get(), folder.taken(history.next(), name), fence);
    PipelineEvent.Taken taken = new PipelineEvent.Taken(history.next(), name, sha256);
    record(taken);
    clear(taken);
    return true;
  }

  /** Deletes a file that was just taken; one that comes again later is a file of its own. */
  private void clear(PipelineEvent.Taken file) throws IOException {
    inbox.delete(file.file(), file.sha256(), fence);
  }

  private boolean train(PipelineHistory history, int number, BooleanSupplier stop)
      throws IOException {
    String configuration = Files.readString(folder.order(number), StandardCharsets.UTF_8);
    fence.check();
    RunService.Result result =
        runs.make(configuration, folder.version(number), folder.provenance(), stop);
    if (result.status() == RunStatus.COMPLETE) {
      record(new PipelineEvent.Trained(number));
      return true;
    }
    if (result.status() == RunStatus.FAILED) {
      record(
          new PipelineEvent.Refused(
              number,
              history.champion().orElse(0),
              pipeline.config().promote().refused() == Refused.LEAVE_OUT,
              ImmutableList.of("training failed: " + result.message()),
              ImmutableList.of()));
      return true;
    }
    if (result.status() == RunStatus.RUNNING) {
      throw new IOException("'" + folder.version(number) + "' is not made: " + result.message());
    }
    return false;
  }

  /**
   * The champion of before is the champion again.
   *
   * @throws InvalidSettingException if there is none
   */
  void back() throws IOException {
    PipelineHistory history = history();
    if (history.champion().isEmpty()) {
      throw new InvalidSettingException("back", "there is no champion yet");
    }
    int from = history.champion().get();
    int to =
        history
            .before()
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        "back",
                        "version %s is the first champion; there is none to go back to"
                            .formatted(from)));
    record(
        new PipelineEvent.WentBack(
            from,
            to,
            ImmutableList.of(
                "on command, version %s is the champion again in place of version %s"
                    .formatted(to, from))));
    settle();
  }

  /** Makes the files that follow from the log. */
  private void settle() throws IOException {
    PipelineHistory history = history();
    Optional<Champion> champion = Champion.of(history);
    if (champion.isPresent()) {
      champion.get().write(folder.champion(), fence);
    }
    for (PipelineEvent.SetAside file : history.setAside()) {
      setAside(file);
    }
  }

  private void setAside(PipelineEvent.SetAside file) throws IOException {
    Path reason = folder.reason(file.number(), file.file());
    if (!Files.exists(reason)) {
      Files.createDirectories(reason.getParent());
      fence.check();
      AtomicFile.write(
          reason,
          out ->
              out.write(
                  (String.join("\n", file.reasons()) + "\n").getBytes(StandardCharsets.UTF_8)),
          fence);
    }
    Path taken = folder.taken(file.number(), file.file());
    if (Files.exists(taken)) {
      fence.check();
      Files.move(
          taken,
          folder.setAside(file.number(), file.file()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path left : List.of(folder.data(file.number()), folder.order(file.number()))) {
      Files.deleteIfExists(left);
    }
  }
}
