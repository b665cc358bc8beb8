package dev.ensayo.core.rundir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a run was made: {@code manifest.json}.
 *
 * @param study the study's name
 * @param variant the variant's name
 * @param seed root of its randomness
 * @param status how it stands
 * @param failure why it failed; empty otherwise
 * @param code version of Ensayo and the commit it was built from
 * @param java version and vendor
 * @param host name of the machine; empty in manifests of before it was noted
 * @param os name, version, architecture
 * @param cpu model name
 * @param cores logical processors
 * @param backend device, engine, threads, libraries
 * @param rewardThreshold mean return from which the environment counts as solved; null where none
 *     is published
 * @param dataSha256 SHA-256 of each data file that was read, by name
 * @param started when the run first started, ISO 8601 in UTC
 * @param finished when it ended, for whatever reason; empty while it runs
 * @param seconds wall-clock time spent in all its sessions
 * @param sessions how often it was started or resumed
 * @param notRepeatable why another run with the same configuration and seed gives other values;
 *     empty if it gives the same, bit for bit
 * @param modelNeeds what a program needs beside Deeplearning4j to open the written model: jars as
 *     {@code group:artifact:version}, or {@link #NO_MORE}; empty where no such model was written
 * @param earlier what its sessions before the last were made with, the first first; the last one's
 *     facts are the manifest's own
 * @param extensions the sessions that gave the run a larger budget, the first first
 * @param provenance what the last session was made with, by its content
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Manifest(
    String study,
    String variant,
    long seed,
    RunStatus status,
    String failure,
    String code,
    String java,
    String host,
    String os,
    String cpu,
    int cores,
    Map<String, String> backend,
    Double rewardThreshold,
    Map<String, String> dataSha256,
    String started,
    String finished,
    double seconds,
    int sessions,
    String notRepeatable,
    String modelNeeds,
    List<Session> earlier,
    List<Extension> extensions,
    Provenance provenance) {
  /** A model that opens with Deeplearning4j alone. */
  public static final String NO_MORE = "none";

  /**
   * A session that gave the run a larger budget.
   *
   * @param session its number, from 1
   * @param clock what the budget is given on, as a study writes it
   * @param from the budget before
   * @param to the budget since
   * @param difference the first value at which the longer run did not repeat the shorter one; empty
   *     if there was none, or as long as it is not known
   */
  public record Extension(int session, String clock, long from, long to, String difference) {
    public Extension {
      difference = Strings.nullToEmpty(difference);
    }

    /** Such as {@code from 5000 to 10000 environmentSteps}. */
    public String words() {
      return "from " + from + " to " + to + " " + clock;
    }
  }

  /**
   * What one session of a run was made with; each as in the manifest.
   *
   * @param backend device, engine, threads, libraries
   * @param provenance by its content
   */
  public record Session(
      String code,
      String java,
      String host,
      String os,
      String cpu,
      int cores,
      Map<String, String> backend,
      Provenance provenance) {
    public Session {
      host = Strings.nullToEmpty(host);
      provenance = provenance == null ? Provenance.UNKNOWN : provenance;
      backend = ImmutableMap.copyOf(backend);
    }
  }

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Manifest {
    backend = ImmutableMap.copyOf(backend);
    dataSha256 = ImmutableMap.copyOf(dataSha256);
    host = Strings.nullToEmpty(host);
    // Manifests of before there was this field are of repeatable runs, or do not say so.
    notRepeatable = Strings.nullToEmpty(notRepeatable);
    modelNeeds = Strings.nullToEmpty(modelNeeds);
    earlier = earlier == null ? ImmutableList.of() : ImmutableList.copyOf(earlier);
    extensions = extensions == null ? ImmutableList.of() : ImmutableList.copyOf(extensions);
    provenance = provenance == null ? Provenance.UNKNOWN : provenance;
  }

  /** Of a run whose budget is the one it began with, and whose provenance is not known. */
  public Manifest(
      String study,
      String variant,
      long seed,
      RunStatus status,
      String failure,
      String code,
      String java,
      String host,
      String os,
      String cpu,
      int cores,
      Map<String, String> backend,
      Double rewardThreshold,
      Map<String, String> dataSha256,
      String started,
      String finished,
      double seconds,
      int sessions,
      String notRepeatable,
      String modelNeeds,
      List<Session> earlier) {
    this(
        study,
        variant,
        seed,
        status,
        failure,
        code,
        java,
        host,
        os,
        cpu,
        cores,
        backend,
        rewardThreshold,
        dataSha256,
        started,
        finished,
        seconds,
        sessions,
        notRepeatable,
        modelNeeds,
        earlier,
        List.of(),
        Provenance.UNKNOWN);
  }

  /** What the last session was made with. */
  public Session lastSession() {
    return new Session(code, java, host, os, cpu, cores, backend, provenance);
  }

  /** What each session was made with, the first first; those of old manifests are not all known. */
  public ImmutableList<Session> allSessions() {
    return ImmutableList.<Session>builder().addAll(earlier).add(lastSession()).build();
  }

  /** The same run at its end or at a stop. */
  public Manifest ended(RunStatus how, String why, String when, double secondsInAll) {
    return new Manifest(
        study,
        variant,
        seed,
        how,
        why,
        code,
        java,
        host,
        os,
        cpu,
        cores,
        backend,
        rewardThreshold,
        dataSha256,
        started,
        when,
        secondsInAll,
        sessions,
        notRepeatable,
        modelNeeds,
        earlier,
        extensions,
        provenance);
  }

  /** The same run with a model that is written. */
  public Manifest withModelThatNeeds(String jars) {
    return new Manifest(
        study,
        variant,
        seed,
        status,
        failure,
        code,
        java,
        host,
        os,
        cpu,
        cores,
        backend,
        rewardThreshold,
        dataSha256,
        started,
        finished,
        seconds,
        sessions,
        notRepeatable,
        jars,
        earlier,
        extensions,
        provenance);
  }

  /** The same run, of whose last session more is known. */
  public Manifest with(Provenance known) {
    return new Manifest(
        study,
        variant,
        seed,
        status,
        failure,
        code,
        java,
        host,
        os,
        cpu,
        cores,
        backend,
        rewardThreshold,
        dataSha256,
        started,
        finished,
        seconds,
        sessions,
        notRepeatable,
        modelNeeds,
        earlier,
        extensions,
        known);
  }

  /** The same run started once more, on what may be another machine. */
  public Manifest resumed(Manifest now) {
    return new Manifest(
        study,
        variant,
        seed,
        RunStatus.RUNNING,
        "",
        now.code,
        now.java,
        now.host,
        now.os,
        now.cpu,
        now.cores,
        now.backend,
        rewardThreshold,
        now.dataSha256,
        started,
        "",
        seconds,
        sessions + 1,
        now.notRepeatable,
        now.modelNeeds,
        allSessions(),
        extensions,
        now.provenance);
  }

  /** The same run, to which its last session gave a larger budget. */
  public Manifest extended(String clock, long from, long to) {
    return withExtensions(
        ImmutableList.<Extension>builder()
            .addAll(extensions)
            .add(new Extension(sessions, clock, from, to, ""))
            .build());
  }

  /**
   * The same run, of which is now known that it did not repeat the shorter one.
   *
   * @param difference the first one
   */
  public Manifest differing(String difference) {
    Extension last = extensions.get(extensions.size() - 1);
    return withExtensions(
        ImmutableList.<Extension>builder()
            .addAll(extensions.subList(0, extensions.size() - 1))
            .add(new Extension(last.session(), last.clock(), last.from(), last.to(), difference))
            .build());
  }

  private Manifest withExtensions(List<Extension> others) {
    return new Manifest(
        study,
        variant,
        seed,
        status,
        failure,
        code,
        java,
        host,
        os,
        cpu,
        cores,
        backend,
        rewardThreshold,
        dataSha256,
        started,
        finished,
        seconds,
        sessions,
        notRepeatable,
        modelNeeds,
        earlier,
        others,
        provenance);
  }

  public void write(Path file) throws IOException {
    AtomicFile.write(file, text());
  }

  /**
   * The same without forcing it to the disk, for a run that has nothing yet that a power cut could
   * take.
   */
  public void writeUnforced(Path file) throws IOException {
    byte[] json = text().getBytes(StandardCharsets.UTF_8);
    AtomicFile.writeUnforced(file, out -> out.write(json));
  }

  /** What {@link #write} writes: JSON. */
  public String text() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }

  /**
   * @throws IOException if the file is not there or not a manifest
   */
  public static Manifest read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  static Manifest parse(byte[] json) throws IOException {
    return JSON.readValue(json, Manifest.class);
  }
}
