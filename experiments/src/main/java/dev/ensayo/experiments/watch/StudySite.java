package dev.ensayo.experiments.watch;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.live.LivePage;
import dev.ensayo.results.live.LiveWords;
import dev.ensayo.results.live.MachineUse;
import dev.ensayo.results.live.Snapshot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The page of a study that is watched; it is made when somebody asks for it, once for each look.
 */
public final class StudySite implements Site {
  private final LivePage page;
  private Snapshot snapshot;
  private MachineUse machine;
  private Optional<Path> report = Optional.empty();
  private ImmutableMap<String, String> parts;

  public StudySite(Snapshot snapshot, MachineUse machine, LiveWords words) {
    this.page = new LivePage(words);
    this.snapshot = snapshot;
    this.machine = machine;
  }

  /**
   * Shows another look from now on.
   *
   * @param page of the report, if the study can have one
   */
  public synchronized void show(Snapshot now, MachineUse use, Optional<Path> page) {
    snapshot = now;
    machine = use;
    report = page.map(Path::getParent);
    parts = null;
  }

  @Override
  public synchronized ImmutableMap<String, String> parts() {
    if (parts == null) {
      parts = page.parts(snapshot, machine);
    }
    return parts;
  }

  @Override
  public String html(ImmutableMap<String, String> shown) {
    return page.html(shown);
  }

  @Override
  public String css() {
    return LivePage.css();
  }

  @Override
  public String script() {
    return LivePage.script();
  }

  /** A name is compared with those of the study's runs; none is made into a path. */
  @Override
  public synchronized Optional<Path> run(String name) {
    return report.flatMap(
        folder ->
            snapshot.runs().stream()
                .filter(run -> name.equals(run.name()))
                .findFirst()
                .map(
                    run ->
                        new StudyDirectory(folder.getParent())
                            .run(run.variant(), run.seed())
                            .path()));
  }

  @Override
  public synchronized Optional<Path> report() {
    return report;
  }
}
