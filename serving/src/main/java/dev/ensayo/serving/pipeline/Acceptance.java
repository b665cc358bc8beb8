package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.preprocessing.Preprocessing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a part of the data of a file, or says why it is not fit. */
final class Acceptance {
  private final PipelineFile pipeline;
  private final PipelineFolder folder;
  private final PipelineHistory history;
  private final Fence fence;

  Acceptance(PipelineFile pipeline, PipelineHistory history, Fence fence) {
    this.pipeline = pipeline;
    this.folder = pipeline.folder();
    this.history = history;
    this.fence = fence;
  }

  /** Rows that are fit, or the reasons why they are not. */
  private record Looked(Optional<CsvRows> rows, List<String> faults, List<String> notes) {}

  /**
   * Accepts a file or sets it aside.
   *
   * @return true
   */
  boolean of(PipelineEvent.Taken file, EventSink sink) throws IOException {
    Looked looked = look(file);
    if (looked.rows().isEmpty()) {
      sink.accept(new PipelineEvent.SetAside(file.number(), file.file(), looked.faults()));
      return true;
    }
    CsvRows rows = looked.rows().get();
    PipelineConfig.HoldOut rule = pipeline.config().holdOut();
    String target = pipeline.variant().target(rows.columns());
    Dealing dealing = Dealing.of(rows, target, rule.share(), rule.seed());
    if (dealing.heldOut().isEmpty() || dealing.training().isEmpty()) {
      sink.accept(
          new PipelineEvent.SetAside(
              file.number(),
              file.file(),
              ImmutableList.of(
                  "of its %s rows %s would be held out; both parts need rows"
                      .formatted(rows.size(), dealing.heldOut().size()))));
      return true;
    }
    CsvRows training = rows.some(dealing.training());
    List<String> faults = prepare(file.number(), training);
    if (!faults.isEmpty()) {
      sink.accept(new PipelineEvent.SetAside(file.number(), file.file(), faults));
      return true;
    }
    write(folder.part(file.number()).resolve(PipelineFolder.TRAINING), training);
    write(
        folder.part(file.number()).resolve(PipelineFolder.HELD_OUT), rows.some(dealing.heldOut()));
    sink.accept(
        new PipelineEvent.Accepted(
            file.number(), training.size(), dealing.heldOut().size(), looked.notes()));
    return true;
  }

  private Looked look(PipelineEvent.Taken file) throws IOException {
    Optional<PipelineEvent.Taken> same = history.partOf(file.sha256());
    if (same.isPresent()) {
      return unfit(
          "it is the same, byte for byte, as '%s', which was accepted as number %s"
              .formatted(same.get().file(), same.get().number()));
    }
    TrainedVariant variant = pipeline.variant();
    CsvRows rows;
    try {
      rows = CsvRows.read(folder.taken(file.number(), file.file()), variant.separator());
    } catch (CsvRows.UnfitException e) {
      return unfit(e.getMessage());
    }
    List<String> columns =
        history.parts().isEmpty()
            ? rows.columns()
            : DataParts.of(
                    folder,
                    history.parts().subList(0, 1),
                    PipelineFolder.TRAINING,
                    variant.separator())
                .columns();
    String target = variant.target(columns);
    if (!columns.contains(target)) {
      return unfit("it has no column '%s', which is the answer".formatted(target));
    }
    PipelineConfig.Validate rule = pipeline.config().validate();
    Validation schema = Validation.ofSchema(rows, columns, target, variant.cells(), rule);
    List<String> faults = new ArrayList<>(schema.faults());
    List<String> notes = new ArrayList<>(schema.notes());
    if (history.champion().isPresent()) {
      Optional<Preprocessing> known = Preprocessing.read(folder.version(history.champion().get()));
      Validation profile =
          Validation.ofProfile(
              rows, known.map(Preprocessing::profile).orElse(List.of()), variant.cells(), rule);
      faults.addAll(profile.faults());
      notes.addAll(profile.notes());
    }
    return faults.isEmpty()
        ? new Looked(Optional.of(rows.arranged(columns)), faults, notes)
        : new Looked(Optional.empty(), faults, notes);
  }

  private static Looked unfit(String fault) {
    return new Looked(Optional.empty(), ImmutableList.of(fault), ImmutableList.of());
  }

  /**
   * Writes what the next version learns from, and how.
   *
   * @return why it cannot be learned from; empty if it can
   */
  private List<String> prepare(int number, CsvRows training) throws IOException {
    TrainedVariant variant = pipeline.variant();
    CsvRows all =
        history.parts().isEmpty()
            ? training
            : DataParts.of(folder, history.parts(), PipelineFolder.TRAINING, variant.separator())
                .and(training);
    write(folder.data(number), all);
    String configuration;
    try {
      configuration = variant.configuration(folder.data(number));
    } catch (ConfigException e) {
      return e.problems().stream()
          .map(Problem::message)
          .map(message -> "'" + variant.name() + "' cannot learn from it: " + message)
          .toList();
    }
    fence.check();
    AtomicFile.write(
        folder.order(number),
        out -> out.write(configuration.getBytes(StandardCharsets.UTF_8)),
        fence);
    return ImmutableList.of();
  }

  private void write(Path file, CsvRows rows) throws IOException {
    Files.createDirectories(file.getParent());
    fence.check();
    rows.write(file, pipeline.variant().separator(), fence);
  }
}
