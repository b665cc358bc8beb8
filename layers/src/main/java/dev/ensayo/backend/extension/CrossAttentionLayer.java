package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CrossAttention} on Deeplearning4j, sequence by sequence. */
public final class CrossAttentionLayer extends BaseLayer<CrossAttention> {
  private static final long serialVersionUID = 1L;

  private transient INDArray memory;
  private transient INDArray memoryMask;
  private transient INDArray memorySlopes;
  private transient List<INDArray> weights = new ArrayList<>();

  CrossAttentionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * One sequence: h is {@code [D, T]}, s {@code [E, S]} without masked steps, p {@code [T, S]},
   * both {@code [E + D, T]} is [c; h], and sums {@code [D, T]} what the function is taken of.
   */
  private record Attended(INDArray h, INDArray s, INDArray p, INDArray both, INDArray sums) {}

  /** Gives what the encoder put out, {@code [B, E, S]}. */
  void setMemory(INDArray encoded) {
    memory = encoded;
  }

  /** Gives which of its steps are there, {@code [B, S]}; null for all. */
  void setMemoryMask(INDArray mask) {
    memoryMask = mask;
  }

  /** The slopes of what the encoder put out, after the backward. */
  INDArray memorySlopes() {
    return memorySlopes;
  }

  /**
   * How much each step of a sequence was made of each of the encoder's at the last forward.
   *
   * @return {@code [T, S]} without masked steps of the encoder
   */
  public INDArray weights(int sequence) {
    return weights.get(sequence);
  }

  /** No mask at all is none of the encoder either. */
  @Override
  public void setMaskArray(INDArray mask) {
    super.setMaskArray(mask);
    if (mask == null) {
      memoryMask = null;
    }
  }

  private Attended attended(long sequence) {
    long length = memory.size(2);
    if (memoryMask != null) {
      length = memoryMask.slice(sequence).sumNumber().longValue();
    }
    INDArray h = input.slice(sequence).castTo(dataType).dup('f');
    INDArray s = memory.slice(sequence).castTo(dataType).get(all(), interval(0, length)).dup('f');
    INDArray p = Transforms.softmax(layerConf().isAdditive() ? added(h, s) : h.transpose().mmul(s));
    INDArray both = Nd4j.concat(0, s.mmul(p.transpose()), h);
    INDArray sums = getParam(CrossAttention.WEIGHTS).transpose().mmul(both);
    return new Attended(h, s, p, both, sums);
  }

  /**
   * tanh of the sums inside the score of a step t with all steps of the encoder, {@code [D, S]}.
   */
  private INDArray inside(INDArray queries, INDArray keys, long t) {
    return Transforms.tanh(keys.addColumnVector(column(queries, t)), false);
  }

  private static INDArray column(INDArray matrix, long t) {
    return matrix.get(all(), interval(t, t + 1));
  }

  private INDArray queries(INDArray h) {
    return getParam(CrossAttention.QUERY_WEIGHTS).transpose().mmul(h);
  }

  private INDArray keys(INDArray s) {
    return getParam(CrossAttention.KEY_WEIGHTS).transpose().mmul(s);
  }

  private INDArray added(INDArray h, INDArray s) {
    INDArray queries = queries(h);
    INDArray keys = keys(s);
    INDArray v = getParam(CrossAttention.SCORE_WEIGHTS);
    INDArray scores = Nd4j.create(dataType, h.size(1), s.size(1));
    for (long t = 0; t < h.size(1); t++) {
      scores.putRow(t, v.transpose().mmul(inside(queries, keys, t)));
    }
    return scores;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray output = Nd4j.create(dataType, input.shape());
    weights = new ArrayList<>();
    for (long b = 0; b < input.size(0); b++) {
      Attended at = attended(b);
      weights.add(at.p().detach());
      output.slice(b).assign(layerConf().getActivationFn().getActivation(at.sums(), training));
    }
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Gradient gradient = new DefaultGradient();
    for (String name : layerConf().initializer().paramKeys(layerConf())) {
      INDArray view = gradientViews.get(name);
      view.assign(0);
      gradient.setGradientFor(name, view);
    }
    INDArray inputSlopes = Nd4j.create(dataType, input.shape());
    INDArray ofMemory = Nd4j.create(dataType, memory.shape());
    for (long b = 0; b < input.size(0); b++) {
      back(
          attended(b),
          epsilon.slice(b).castTo(dataType).dup('f'),
          inputSlopes.slice(b),
          ofMemory.slice(b));
    }
    memorySlopes = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, ofMemory);
    INDArray ofInput = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, inputSlopes);
    return new Pair<>(gradient, backpropDropOutIfPresent(ofInput));
  }

  private void back(Attended at, INDArray slopes, INDArray ofH, INDArray ofMemory) {
    INDArray ofSums = layerConf().getActivationFn().backprop(at.sums(), slopes).getFirst();
    gradientViews.get(CrossAttention.WEIGHTS).addi(at.both().mmul(ofSums.transpose()));
    INDArray ofBoth = getParam(CrossAttention.WEIGHTS).mmul(ofSums);
    long size = layerConf().getMemorySize();
    INDArray ofMean = ofBoth.get(interval(0, size), all()).dup('f');
    ofH.assign(ofBoth.get(interval(size, size + layerConf().getNOut()), all()));
    INDArray ofS = ofMemory.get(all(), interval(0, at.s().size(1)));
    ofS.addi(ofMean.mmul(at.p()));
    INDArray ofP = ofMean.transpose().mmul(at.s());
    INDArray ofScores = ofP.subColumnVector(ofP.mul(at.p()).sum(true, 1)).muli(at.p());
    if (layerConf().isAdditive()) {
      backThroughSums(at, ofScores, ofH, ofS);
    } else {
      ofS.addi(at.h().mmul(ofScores));
      ofH.addi(at.s().mmul(ofScores.transpose()));
    }
  }

  private void backThroughSums(Attended at, INDArray ofScores, INDArray ofH, INDArray ofS) {
    INDArray queries = queries(at.h());
    INDArray keys = keys(at.s());
    INDArray v = getParam(CrossAttention.SCORE_WEIGHTS);
    INDArray ofQueries = Nd4j.create(dataType, queries.shape());
    INDArray ofKeys = Nd4j.create(dataType, keys.shape());
    for (long t = 0; t < at.h().size(1); t++) {
      INDArray inside = inside(queries, keys, t);
      INDArray scores = ofScores.get(interval(t, t + 1), all());
      gradientViews.get(CrossAttention.SCORE_WEIGHTS).addi(inside.mmul(scores.transpose()));
      INDArray back = inside.mul(inside).rsubi(1).muli(v.mmul(scores));
      ofKeys.addi(back);
      column(ofQueries, t).assign(back.sum(true, 1));
    }
    gradientViews.get(CrossAttention.QUERY_WEIGHTS).addi(at.h().mmul(ofQueries.transpose()));
    gradientViews.get(CrossAttention.KEY_WEIGHTS).addi(at.s().mmul(ofKeys.transpose()));
    ofH.addi(getParam(CrossAttention.QUERY_WEIGHTS).mmul(ofQueries));
    ofS.addi(getParam(CrossAttention.KEY_WEIGHTS).mmul(ofKeys));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
