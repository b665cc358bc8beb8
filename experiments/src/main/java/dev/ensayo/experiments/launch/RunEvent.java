package dev.ensayo.experiments.launch;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.RunObserver;
import java.io.Serializable;
import java.util.function.Consumer;

/** What a {@link RunObserver} hears of a run, as something that can be sent to another process. */
public sealed interface RunEvent extends Serializable {
  /** Tells an observer of that run what has happened. */
  void tell(RunObserver observer, RunPlan run);

  /**
   * An observer that sends on what it hears of the one run it is for, in the thread that it hears
   * it in. {@code moved} comes for every slice of a run, many times a second: whoever sends far
   * leaves some out.
   */
  static RunObserver sending(Consumer<RunEvent> receiver) {
    return new RunObserver() {
      @Override
      public void started(RunPlan run, long position, long end) {
        receiver.accept(new Started(position, end));
      }

      @Override
      public void moved(RunPlan run, long position) {
        receiver.accept(new Moved(position));
      }

      @Override
      public void testing(RunPlan run, double share) {
        receiver.accept(new Testing(share));
      }

      @Override
      public void kept(RunPlan run) {
        receiver.accept(new Kept());
      }

      @Override
      public void elsewhere(RunPlan run, String who) {
        receiver.accept(new Elsewhere(who));
      }

      @Override
      public void noted(RunPlan run, String what) {
        receiver.accept(new Noted(what));
      }

      @Override
      public void ended(RunPlan run, RunStatus status, String message) {
        receiver.accept(new Ended(status, message));
      }
    };
  }

  /** {@link RunObserver#started}. */
  record Started(long position, long end) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.started(run, position, end);
    }
  }

  /** {@link RunObserver#moved}. */
  record Moved(long position) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.moved(run, position);
    }
  }

  /** {@link RunObserver#testing}. */
  record Testing(double share) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.testing(run, share);
    }
  }

  /** {@link RunObserver#kept}. */
  record Kept() implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.kept(run);
    }
  }

  /** {@link RunObserver#elsewhere}. */
  record Elsewhere(String who) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.elsewhere(run, who);
    }
  }

  /** {@link RunObserver#noted}. */
  record Noted(String what) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.noted(run, what);
    }
  }

  /** {@link RunObserver#ended}. */
  record Ended(RunStatus status, String message) implements RunEvent {
    @Override
    public void tell(RunObserver observer, RunPlan run) {
      observer.ended(run, status, message);
    }
  }
}
