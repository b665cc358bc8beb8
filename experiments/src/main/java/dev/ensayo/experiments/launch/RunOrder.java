package dev.ensayo.experiments.launch;

import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.experiments.run.Assignment;
import java.io.Serializable;

/**
 * A run to be made in another process, in nothing but text and numbers, so that it can be sent
 * there. {@link RunWorker} carries it out.
 *
 * @param configuration the run's {@code config.yaml}, with every setting and absolute paths
 * @param directory the folder that the run is made in, as a path of the machine that makes it
 * @param among a run of the same study and seed, as such a path: what the run starts from is looked
 *     for beside it
 * @param provenance where the lists go that manifests name, as such a path
 * @param sessionsBefore how many sessions the run had had when the study was started: a run that
 *     failed is tried again, unless another process has tried since
 * @param modelNeeded whether another run will start from this one
 * @param checkpointNanos wall-clock time between two checkpoints
 * @param keepCheckpoints whether the finished run keeps its last checkpoint
 * @param beatNanos time between two signs of life in the lease of the run's folder
 * @param expiryNanos who has given no sign of life for so long is taken to be dead
 */
public record RunOrder(
    String configuration,
    String directory,
    String among,
    String provenance,
    int sessionsBefore,
    boolean modelNeeded,
    long checkpointNanos,
    boolean keepCheckpoints,
    long beatNanos,
    long expiryNanos)
    implements Serializable {

  /** What an assignment of a study comes to, on a machine that sees the same paths. */
  public static RunOrder of(Assignment assignment, LaunchContext context) {
    return new RunOrder(
        YamlWriter.write(assignment.run().resolved()),
        assignment.directory().path().toAbsolutePath().toString(),
        assignment.among().path().toAbsolutePath().toString(),
        context.directory().provenance().toAbsolutePath().toString(),
        assignment.sessionsBefore(),
        assignment.modelNeeded(),
        context.checkpointInterval().toNanos(),
        context.keepCheckpoints(),
        context.leases().timing().beat().toNanos(),
        context.leases().timing().expiry().toNanos());
  }

  /**
   * The same with other folders, for a machine that does not see those of the study.
   *
   * @param directoryThere the folder that the run is made in
   * @param amongThere a run beside which lies what the run starts from
   * @param provenanceThere where the lists go that manifests name
   */
  public RunOrder in(String directoryThere, String amongThere, String provenanceThere) {
    return new RunOrder(
        configuration,
        directoryThere,
        amongThere,
        provenanceThere,
        sessionsBefore,
        modelNeeded,
        checkpointNanos,
        keepCheckpoints,
        beatNanos,
        expiryNanos);
  }
}
