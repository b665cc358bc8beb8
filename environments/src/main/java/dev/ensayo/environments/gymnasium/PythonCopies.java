package dev.ensayo.environments.gymnasium;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The copies of an environment that one Python process steps.
 *
 * <p>Actions that are announced wait until there is one for every copy, or until one of the steps
 * is asked for, and go to Python in one message. Its answer brings the results of all of them, and
 * the next first observations of those whose episodes ended, so that resetting these needs no
 * message. What goes wrong in Python is an {@link EnvironmentFaultException}. Not thread-safe.
 */
final class PythonCopies {
  /** Where an action of a copy is. */
  private enum Action {
    NONE,
    ANNOUNCED,
    SENT,
    ANSWERED
  }

  private static final int TERMINATED = 1;
  private static final int TRUNCATED = 2;

  private final PythonProcesses processes;
  private final boolean owner;
  private final PythonProcess python;
  private final int count;
  private final int actionSize;
  private final boolean asBytes;
  private final int size;
  private final int[] indices;
  private final float[][] vectors;
  private final Action[] actions;
  private final int[] sent;
  private final float[][] observations;
  private final float[][] firsts;
  private final boolean[] hasFirst;
  private final double[] rewards;
  private final byte[] flags;
  private int announced;
  private int inFlight;
  private int open;

  /**
   * @param owner whether the processes are to live as long as these copies
   * @param seeds one for each copy, not negative
   */
  PythonCopies(PythonProcesses processes, boolean owner, DecisionProcessSpec spec, long[] seeds) {
    this.processes = processes;
    this.owner = owner;
    this.count = seeds.length;
    this.open = count;
    this.actionSize = spec.action() instanceof ActionSpec.Box box ? box.size() : 0;
    ObservationSpec.Kind kind = spec.observation().kind();
    this.asBytes = kind == ObservationSpec.Kind.BYTES || kind == ObservationSpec.Kind.BITS;
    this.size = spec.observation().size();
    this.indices = new int[count];
    this.vectors = new float[count][actionSize];
    this.actions = new Action[count];
    Arrays.fill(actions, Action.NONE);
    this.sent = new int[count];
    this.observations = new float[count][size];
    this.firsts = new float[count][size];
    this.hasFirst = new boolean[count];
    this.rewards = new double[count];
    this.flags = new byte[count];
    if (owner) {
      processes.addOwner();
    }
    PythonProcess taken = null;
    try {
      taken = processes.take();
      create(taken, seeds);
    } catch (PythonFailure e) {
      if (taken != null) {
        processes.giveBack(taken);
      }
      if (owner) {
        processes.removeOwner();
      }
      throw e.inRun();
    }
    this.python = taken;
  }

  private void create(PythonProcess process, long[] seeds) {
    ByteBuffer question = process.question(Integer.BYTES + Long.BYTES * count).putInt(count);
    for (long seed : seeds) {
      question.putLong(seed);
    }
    process.send('C');
    ByteBuffer answer = process.receive('c');
    for (int copy = 0; copy < count; copy++) {
      readObservation(answer, firsts[copy]);
      hasFirst[copy] = true;
    }
  }

  /** Says what a copy will be stepped with. */
  void announce(int copy, int action) {
    indices[copy] = action;
    announced(copy);
  }

  /**
   * Says what a copy will be stepped with.
   *
   * @param action {@code [D]}
   */
  void announce(int copy, float[] action) {
    System.arraycopy(action, 0, vectors[copy], 0, actionSize);
    announced(copy);
  }

  private void announced(int copy) {
    checkState(
        actions[copy] != Action.SENT && actions[copy] != Action.ANSWERED,
        "copy %s was announced an action and not stepped with it",
        copy);
    if (actions[copy] == Action.NONE) {
      actions[copy] = Action.ANNOUNCED;
      announced++;
    }
    if (announced == open) {
      send();
    }
  }

  /** Steps a copy; its results are then there to be asked for. */
  void step(int copy, int action) {
    if (actions[copy] == Action.NONE || actions[copy] == Action.ANNOUNCED) {
      announce(copy, action);
    }
    checkState(indices[copy] == action, "copy %s was announced another action", copy);
    await(copy);
  }

  /**
   * Steps a copy; its results are then there to be asked for.
   *
   * @param action {@code [D]}
   */
  void step(int copy, float[] action) {
    if (actions[copy] == Action.NONE || actions[copy] == Action.ANNOUNCED) {
      announce(copy, action);
    }
    checkState(Arrays.equals(vectors[copy], action), "copy %s was announced another action", copy);
    await(copy);
  }

  private void await(int copy) {
    if (actions[copy] == Action.ANNOUNCED) {
      send();
    }
    if (actions[copy] == Action.SENT) {
      receive();
    }
    actions[copy] = Action.NONE;
  }

  /** The observation after a copy's last step, {@code [F]}. */
  float[] observation(int copy) {
    return observations[copy];
  }

  double reward(int copy) {
    return rewards[copy];
  }

  boolean terminated(int copy) {
    return (flags[copy] & TERMINATED) != 0;
  }

  boolean truncated(int copy) {
    return (flags[copy] & TRUNCATED) != 0;
  }

  /**
   * Starts an episode.
   *
   * @return its first observation, {@code [F]}
   */
  float[] reset(int copy) {
    forget(copy);
    if (!hasFirst[copy]) {
      readObservation(ask('R', 'r', copy), firsts[copy]);
    }
    hasFirst[copy] = false;
    return firsts[copy];
  }

  /** Drops an action that was announced and not stepped with. */
  private void forget(int copy) {
    receive();
    if (actions[copy] == Action.ANNOUNCED) {
      announced--;
    }
    actions[copy] = Action.NONE;
  }

  private ByteBuffer ask(char kind, char answer, int copy) {
    try {
      python.question(Integer.BYTES).putInt(copy);
      python.send(kind);
      return python.receive(answer);
    } catch (PythonFailure e) {
      throw e.inRun();
    }
  }

  private void send() {
    receive();
    try {
      int bytes = Integer.BYTES * (1 + announced * (1 + Math.max(1, actionSize)));
      ByteBuffer question = python.question(bytes).putInt(announced);
      for (int copy = 0; copy < count; copy++) {
        if (actions[copy] == Action.ANNOUNCED) {
          question.putInt(copy);
          actions[copy] = Action.SENT;
          sent[inFlight++] = copy;
        }
      }
      for (int i = 0; i < inFlight; i++) {
        putAction(question, sent[i]);
      }
      announced = 0;
      python.send('S');
    } catch (PythonFailure e) {
      throw e.inRun();
    }
  }

  private void putAction(ByteBuffer question, int copy) {
    if (actionSize == 0) {
      question.putInt(indices[copy]);
    }
    for (int i = 0; i < actionSize; i++) {
      question.putFloat(vectors[copy][i]);
    }
  }

  /** Waits for the answer to what was sent, if it is not here yet. */
  private void receive() {
    if (inFlight == 0) {
      return;
    }
    try {
      ByteBuffer answer = python.receive('s');
      for (int i = 0; i < inFlight; i++) {
        rewards[sent[i]] = answer.getDouble();
      }
      for (int i = 0; i < inFlight; i++) {
        flags[sent[i]] = answer.get();
      }
      answer.position(answer.position() + (-inFlight & 7));
      for (int i = 0; i < inFlight; i++) {
        readObservation(answer, observations[sent[i]]);
        actions[sent[i]] = Action.ANSWERED;
      }
      for (int i = 0; i < inFlight; i++) {
        int copy = sent[i];
        hasFirst[copy] = flags[copy] != 0;
        if (hasFirst[copy]) {
          readObservation(answer, firsts[copy]);
        }
      }
      inFlight = 0;
    } catch (PythonFailure e) {
      throw e.inRun();
    }
  }

  private void readObservation(ByteBuffer answer, float[] observation) {
    for (int i = 0; i < size; i++) {
      observation[i] = asBytes ? answer.get() & 0xff : answer.getFloat();
    }
  }

  /** Appends the state of a copy. */
  void saveState(int copy, StateWriter out) throws IOException {
    receive();
    out.writeBoolean(hasFirst[copy]);
    out.writeFloats(firsts[copy]);
    ByteBuffer pickled = ask('P', 'p', copy);
    out.writeBytes(
        pickled.array(), pickled.arrayOffset() + pickled.position(), pickled.remaining());
  }

  /** Replaces the state of a copy. */
  void loadState(int copy, StateReader in) throws IOException {
    forget(copy);
    hasFirst[copy] = in.readBoolean();
    in.readFloats(firsts[copy]);
    byte[] pickled = in.readBytes();
    try {
      python.question(Integer.BYTES + pickled.length).putInt(copy).put(pickled);
      python.send('L');
      python.receive('l');
    } catch (PythonFailure e) {
      throw e.inRun();
    }
  }

  /** One of the copies is needed no more; without the last, the process is given back. */
  void closeOne() {
    open--;
    if (open == 0) {
      processes.giveBack(python);
      if (owner) {
        processes.removeOwner();
      }
    }
  }

  /** What the copies to evaluate in may use as well. */
  PythonProcesses processes() {
    return processes;
  }
}
