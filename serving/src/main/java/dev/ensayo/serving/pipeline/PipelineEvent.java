package dev.ensayo.serving.pipeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import java.util.List;

/** A step of a pipeline that is done. The number of a file is also that of its version. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PipelineEvent.Begun.class, name = "begun"),
  @JsonSubTypes.Type(value = PipelineEvent.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = PipelineEvent.SetAside.class, name = "set-aside"),
  @JsonSubTypes.Type(value = PipelineEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = PipelineEvent.Trained.class, name = "trained"),
  @JsonSubTypes.Type(value = PipelineEvent.Promoted.class, name = "promoted"),
  @JsonSubTypes.Type(value = PipelineEvent.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = PipelineEvent.WentBack.class, name = "went-back")
})
sealed interface PipelineEvent {
  /** The folder was made. */
  record Begun(String pipeline, double share, long holdOutSeed) implements PipelineEvent {}

  /** A file was copied from the inbox. */
  record Taken(int number, String file, String sha256) implements PipelineEvent {}

  /** A file was not fit. */
  record SetAside(int number, String file, List<String> reasons) implements PipelineEvent {
    public SetAside {
      reasons = ImmutableList.copyOf(reasons);
    }
  }

  /**
   * A file was fit; its rows are a part of the data now.
   *
   * @param training rows of it that are trained on
   * @param heldOut rows of it that never are
   * @param notes what was seen and allowed
   */
  record Accepted(int number, int training, int heldOut, List<String> notes)
      implements PipelineEvent {
    public Accepted {
      notes = ImmutableList.copyOf(notes);
    }
  }

  /** A candidate has learned. */
  record Trained(int number) implements PipelineEvent {}

  /**
   * A candidate is the champion now.
   *
   * @param before the champion before; 0 if there was none
   * @param comparison over all and for each group; empty if there was none
   */
  record Promoted(int number, int before, List<String> reasons, List<Compared> comparison)
      implements PipelineEvent {
    public Promoted {
      reasons = ImmutableList.copyOf(reasons);
      comparison = ImmutableList.copyOf(comparison);
    }
  }

  /**
   * A candidate did not become the champion.
   *
   * @param champion that stays; 0 if there is none
   * @param leftOut whether its data are left out from now on
   */
  record Refused(
      int number, int champion, boolean leftOut, List<String> reasons, List<Compared> comparison)
      implements PipelineEvent {
    public Refused {
      reasons = ImmutableList.copyOf(reasons);
      comparison = ImmutableList.copyOf(comparison);
    }
  }

  /** On command, a champion of before is the champion again. */
  record WentBack(int from, int number, List<String> reasons) implements PipelineEvent {
    public WentBack {
      reasons = ImmutableList.copyOf(reasons);
    }
  }
}
