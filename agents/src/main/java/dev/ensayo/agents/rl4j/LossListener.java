package dev.ensayo.agents.rl4j;

import dev.ensayo.core.training.TrainingFailedException;
import org.deeplearning4j.rl4j.learning.IEpochTrainer;
import org.deeplearning4j.rl4j.learning.ILearning;
import org.deeplearning4j.rl4j.learning.async.AsyncThread;
import org.deeplearning4j.rl4j.learning.listener.TrainingListener;
import org.deeplearning4j.rl4j.util.IDataManager;

/** Reports the loss of each update of an asynchronous learner, and stops where it is not finite. */
final class LossListener implements TrainingListener {
  private final StepGate gate;
  private final WorkerReports reports;

  LossListener(StepGate gate, WorkerReports reports) {
    this.gate = gate;
    this.reports = reports;
  }

  /** After each update; RL4J calls what lies between two of them an epoch. */
  @Override
  public ListenerResponse onEpochTrainingResult(
      IEpochTrainer trainer, IDataManager.StatEntry entry) {
    double loss = ((AsyncThread.AsyncStatEntry) entry).getScore();
    if (Double.isFinite(loss)) {
      reports.addLoss(loss);
      return ListenerResponse.CONTINUE;
    }
    gate.fail(
        new TrainingFailedException(
            "the loss is "
                + loss
                + " at environment step "
                + gate.passed()
                + "; look at agent.learningRate and agent.rewardFactor"));
    return ListenerResponse.STOP;
  }

  @Override
  public ListenerResponse onTrainingStart() {
    return ListenerResponse.CONTINUE;
  }

  @Override
  public ListenerResponse onNewEpoch(IEpochTrainer trainer) {
    return ListenerResponse.CONTINUE;
  }

  @Override
  @SuppressWarnings("rawtypes") // as RL4J declares it
  public ListenerResponse onTrainingProgress(ILearning learning) {
    return ListenerResponse.CONTINUE;
  }

  @Override
  public void onTrainingEnd() {}
}
