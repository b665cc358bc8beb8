package dev.ensayo.serving.pipeline;

import com.google.common.collect.Iterables;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.RunService;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.plugin.ServiceTool;
import dev.ensayo.core.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** {@code pipeline}: trains on new data, and keeps the better of two versions. */
public final class PipelineTool implements ServiceTool<PipelineOptions> {
  private static final double MILLIS = 1e3;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String summary() {
    return "Trains a study's variant on new data, and promotes it if it is not worse.";
  }

  @Override
  public Class<PipelineOptions> configType() {
    return PipelineOptions.class;
  }

  @Override
  public RunTool.Operands operands() {
    return new RunTool.Operands("PIPELINE", 1, 1, "the YAML file of a pipeline");
  }

  @Override
  public void use(PipelineOptions options, Call call) throws IOException {
    RunService runs = Iterables.getOnlyElement(Services.of(RunService.class).found());
    PipelineFile pipeline =
        PipelineFile.read(Path.of(Iterables.getOnlyElement(call.operands())), runs);
    Path folder = pipeline.folder().path();
    Files.createDirectories(folder);
    try (LeaseKeeper keeper = new LeaseKeeper(LeaseTiming.STANDARD)) {
      LeaseKeeper.Attempt attempt = keeper.tryTake(folder);
      if (attempt.lease().isEmpty()) {
        throw new IOException(
            "'%s' is being worked on by %s"
                .formatted(
                    folder, attempt.holder().map(LeaseNote::words).orElse("another process")));
      }
      Lease lease = attempt.lease().get();
      try {
        work(options, pipeline, machine(pipeline, lease, runs, call), call);
      } catch (InvalidSettingException e) {
        if (options.back()) {
          throw e;
        }
        throw pipeline.located(e);
      } catch (IOException e) {
        // A full disk does not say which.
        boolean saysWhere = String.valueOf(e.getMessage()).contains(folder.toString());
        throw e.getClass() == IOException.class && !saysWhere
            ? new IOException("in '%s': %s".formatted(folder, e.getMessage()), e)
            : e;
      } finally {
        lease.remove();
      }
    }
  }

  private static PipelineMachine machine(
      PipelineFile pipeline, Lease lease, RunService runs, Call call) {
    return new PipelineMachine(
        pipeline,
        lease,
        InstantSource.system(),
        runs,
        sentence -> {
          call.out().println(sentence);
          call.out().flush();
        });
  }

  private static void work(
      PipelineOptions options, PipelineFile pipeline, PipelineMachine machine, Call call)
      throws IOException {
    machine.begin();
    if (options.back()) {
      machine.back();
      return;
    }
    if (!options.once()) {
      call.out().println("watching '%s'; Ctrl-C stops".formatted(pipeline.inbox()));
      call.out().flush();
    }
    boolean stopped = false;
    while (!stopped) {
      boolean done = machine.step(() -> isStopped(call));
      stopped = isStopped(call) || (!done && (options.once() || waited(options, call)));
    }
    call.out()
        .println(
            machine
                .champion()
                .map(
                    version ->
                        "champion: version %s, %s"
                            .formatted(version, pipeline.folder().version(version)))
                .orElse("there is no champion yet"));
  }

  private static boolean isStopped(Call call) {
    return call.stop().getCount() == 0;
  }

  /** Waits; true if it was asked to stop meanwhile. */
  private static boolean waited(PipelineOptions options, Call call) {
    try {
      return call.stop().await((long) (MILLIS * options.every()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
