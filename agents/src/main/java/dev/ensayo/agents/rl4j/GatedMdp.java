package dev.ensayo.agents.rl4j;

import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;

/** The environment of one of several threads: each step passes the gate, episodes are reported. */
final class GatedMdp implements MDP<Box, Integer, DiscreteSpace> {
  private final EnvironmentMdp environment;
  private final StepGate gate;
  private final WorkerReports reports;

  GatedMdp(EnvironmentMdp environment, StepGate gate, WorkerReports reports) {
    this.environment = environment;
    this.gate = gate;
    this.reports = reports;
  }

  @Override
  public StepReply<Box> step(Integer action) {
    long moment = gate.pass();
    StepReply<Box> reply = environment.step(action);
    if (environment.isDone()) {
      reports.addEpisode(moment, environment.episodeReturn(), environment.episodeLength());
    }
    return reply;
  }

  @Override
  public ObservationSpace<Box> getObservationSpace() {
    return environment.getObservationSpace();
  }

  @Override
  public DiscreteSpace getActionSpace() {
    return environment.getActionSpace();
  }

  @Override
  public Box reset() {
    return environment.reset();
  }

  @Override
  public boolean isDone() {
    return environment.isDone();
  }

  @Override
  public MDP<Box, Integer, DiscreteSpace> newInstance() {
    return environment.newInstance();
  }

  @Override
  public void close() {
    environment.close();
  }
}
