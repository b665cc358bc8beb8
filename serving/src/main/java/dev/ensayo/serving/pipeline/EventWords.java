package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** An event in sentences. */
final class EventWords {
  private EventWords() {}

  /** What is told of it; the first line is the event, the others its reasons. */
  static ImmutableList<String> of(PipelineEvent event) {
    if (event instanceof PipelineEvent.Taken file) {
      return ImmutableList.of("%s: taken as number %s".formatted(file.file(), file.number()));
    }
    if (event instanceof PipelineEvent.SetAside file) {
      return with("%s: set aside".formatted(file.file()), file.reasons());
    }
    if (event instanceof PipelineEvent.Accepted file) {
      return with(
          "number %s: accepted, %s rows to train on and %s held out"
              .formatted(file.number(), file.training(), file.heldOut()),
          file.notes());
    }
    if (event instanceof PipelineEvent.Trained candidate) {
      return ImmutableList.of("version %s: trained".formatted(candidate.number()));
    }
    if (event instanceof PipelineEvent.Promoted candidate) {
      return with(
          "version %s: promoted, it is the champion now".formatted(candidate.number()),
          candidate.reasons());
    }
    if (event instanceof PipelineEvent.Refused candidate) {
      return with(
          "version %s: refused%s%s"
              .formatted(
                  candidate.number(),
                  candidate.champion() == 0
                      ? ""
                      : ", the champion is still version " + candidate.champion(),
                  candidate.leftOut() ? "; its data are left out from now on" : ""),
          candidate.reasons());
    }
    return event instanceof PipelineEvent.WentBack back
        ? ImmutableList.copyOf(back.reasons())
        : ImmutableList.of();
  }

  private static ImmutableList<String> with(String first, List<String> reasons) {
    return ImmutableList.<String>builder()
        .add(first)
        .addAll(reasons.stream().map(reason -> "  " + reason).toList())
        .build();
  }
}
