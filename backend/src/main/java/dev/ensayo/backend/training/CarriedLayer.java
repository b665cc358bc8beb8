package dev.ensayo.backend.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.BothEndsLayer;
import dev.ensayo.backend.extension.LayerNormalization;
import dev.ensayo.backend.extension.OwnRecurrentLayer;
import dev.ensayo.backend.extension.ResidualLayer;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * A recurrent layer of a running network whose windows start from a state that is given, forward
 * and backward: to the network it is a layer without a state.
 *
 * <p>Deeplearning4j's own training with carried state ({@code BackpropType.TruncatedBPTT}) is not
 * used. It keeps two states, one for the forward pass and one for the forward pass that the
 * backward pass of an {@code LSTM} repeats; {@code SimpleRnn} repeats its own from zero always (see
 * {@link CarriedRnnLayer}), and a {@code LastTimeStep} is passed over.
 */
public final class CarriedLayer extends BaseWrapperLayer {
  private static final long serialVersionUID = 1L;

  private final transient BaseRecurrentLayer<?> layer;
  private final transient ImmutableList<String> names;
  private final int units;
  private transient Map<String, INDArray> start = Map.of();

  private CarriedLayer(BaseRecurrentLayer<?> layer, List<String> names) {
    super(layer);
    this.layer = layer;
    this.names = ImmutableList.copyOf(names);
    this.units = Math.toIntExact(layer.layerConf().getNOut());
  }

  /**
   * Puts such layers in the place of all recurrent layers of a network, those inside a {@code
   * LastTimeStep} too. The network's configuration stays as it is.
   *
   * @param network initialized, with its views of gradients
   * @return the recurrent layers, from input to output
   * @throws InvalidSettingException for a layer that carries no state, or not as it must
   */
  public static ImmutableList<CarriedLayer> install(MultiLayerNetwork network) {
    ImmutableList.Builder<CarriedLayer> carried = ImmutableList.builder();
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length - 1; i++) {
      if (layers[i] instanceof LastTimeStepLayer last) {
        CarriedLayer inner = of(last.getUnderlying(), i);
        last.setUnderlying(inner);
        carried.add(inner);
      } else if (!isWithoutState(layers[i])) {
        CarriedLayer own = of(layers[i], i);
        layers[i] = own;
        carried.add(own);
      }
    }
    return carried.build();
  }

  /**
   * The two layers of a bidirectional one, with its parameters, for what is measured of them: they
   * are not part of the network, and their gradients are nobody's.
   *
   * @param index of the layer in its network
   * @return the one that goes from the first step to the last, then the other
   */
  public static ImmutableList<CarriedLayer> walksOf(BidirectionalLayer layer, int index) {
    Bidirectional both = (Bidirectional) layer.conf().getLayer();
    long length = layer.params().length() / 2;
    INDArray parameters = layer.params().reshape(2 * length);
    return ImmutableList.of(
        of(walk(layer, both.getFwd(), index, parameters.get(interval(0, length))), index),
        of(walk(layer, both.getBwd(), index, parameters.get(interval(length, 2 * length))), index));
  }

  private static Layer walk(
      BidirectionalLayer layer,
      org.deeplearning4j.nn.conf.layers.Layer own,
      int index,
      INDArray parameters) {
    NeuralNetConfiguration conf = layer.conf().clone();
    conf.setLayer(own);
    DataType type = parameters.dataType();
    INDArray row = parameters.reshape(1, parameters.length());
    Layer walk = own.instantiate(conf, null, index, row, false, type);
    walk.setBackpropGradientsViewArray(Nd4j.zeros(type, 1, parameters.length()));
    return walk;
  }

  private static boolean isWithoutState(Layer layer) {
    return layer instanceof EmbeddingSequenceLayer
        || layer instanceof BidirectionalLayer
        || layer instanceof DropoutLayer
        || layer instanceof GlobalPoolingLayer
        || layer instanceof BothEndsLayer
        || (layer instanceof FrozenLayer frozen
            && frozen.getInsideLayer() instanceof EmbeddingSequenceLayer)
        || layer.conf().getLayer() instanceof ResidualLayer
        || layer.conf().getLayer() instanceof LayerNormalization;
  }

  private static CarriedLayer of(Layer layer, int index) {
    if (layer instanceof BaseRecurrentLayer<?> recurrent
        && recurrent.getDataFormat() == RNNFormat.NCW) {
      if (layer instanceof SimpleRnn rnn && !rnn.hasLayerNorm()) {
        return new CarriedLayer(
            new CarriedRnnLayer(rnn), List.of(SimpleRnn.STATE_KEY_PREV_ACTIVATION));
      }
      if (layer instanceof LSTM) {
        return new CarriedLayer(
            recurrent, List.of(LSTM.STATE_KEY_PREV_ACTIVATION, LSTM.STATE_KEY_PREV_MEMCELL));
      }
      if (layer instanceof OwnRecurrentLayer<?, ?> own) {
        return new CarriedLayer(recurrent, own.stateNames());
      }
    }
    throw new InvalidSettingException(
        "layers",
        "layer "
            + index
            + ": a sequence model on engine: deeplearning4j has embeddings, those of a transformer,"
            + " and SimpleRnn (without its layer norm), LSTM, Gru, MinGru, MinLstm, NormalizedRnn"
            + " and NormalizedLstm layers, one way or both, with data as [B, F, T], before its"
            + " output layer, not a "
            + layer.conf().getLayer().getClass().getSimpleName()
            + " as it is here");
  }

  /** Numbers of carried state of one sequence. */
  public int stateSize() {
    return names.size() * units;
  }

  /** Length U of the hidden state. */
  public int units() {
    return units;
  }

  /** Whether a masked step sets the state to zero; else the state stands still there. */
  public boolean clearsMaskedState() {
    return layer instanceof SimpleRnn || layer instanceof LSTM;
  }

  /** Whether a gradient goes past a masked step, where a state is not that of before. */
  public boolean learnsPastMasks() {
    return layer instanceof LSTM;
  }

  /**
   * Takes the state before the next windows.
   *
   * @param state rows of S numbers, one for each sequence; the hidden state comes first
   * @param offset of this layer's numbers in a row
   * @param sequences B
   */
  public void load(float[] state, int offset, int sequences) {
    int rowLength = state.length / sequences;
    Map<String, INDArray> loaded = new LinkedHashMap<>();
    for (int part = 0; part < names.size(); part++) {
      float[] values = new float[sequences * units];
      for (int b = 0; b < sequences; b++) {
        System.arraycopy(state, b * rowLength + offset + part * units, values, b * units, units);
      }
      INDArray rows = Nd4j.createFromArray(values).reshape(sequences, units).dup('f');
      loaded.put(names.get(part), rows);
    }
    layer.rnnSetTBPTTState(loaded);
  }

  /** Leaves the state after the last window, as {@link #load} takes it. */
  public void store(float[] state, int offset, int sequences) {
    int rowLength = state.length / sequences;
    Map<String, INDArray> last = layer.rnnGetTBPTTState();
    for (int part = 0; part < names.size(); part++) {
      float[] values = last.get(names.get(part)).dup('c').data().asFloat();
      for (int b = 0; b < sequences; b++) {
        System.arraycopy(values, b * units, state, b * rowLength + offset + part * units, units);
      }
    }
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaceMgr) {
    start = layer.rnnGetTBPTTState();
    return layer.rnnActivateUsingStoredState(input, training, true, workspaceMgr);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return activate(layer.input(), training, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    layer.rnnSetPreviousState(start);
    return layer.tbpttBackpropGradient(epsilon, Integer.MAX_VALUE, workspaceMgr);
  }

  /**
   * Adds ‖v·∂h_T/∂h_t‖² for every step t of a window without masks, as at inference.
   *
   * @param input {@code [B, F, T]}
   * @param state as for {@link #load}
   * @param offset of this layer's numbers in a row
   * @param direction v, {@code [B, U]}
   * @param squares {@code [T]}
   */
  public void addSquaredSlopes(
      INDArray input, float[] state, int offset, float[] direction, double[] squares) {
    int sequences = Math.toIntExact(input.size(0));
    INDArray v = Nd4j.createFromArray(direction).reshape(sequences, units);
    int last = Math.toIntExact(input.size(2)) - 1;
    INDArray epsilon = Nd4j.create(input.dataType(), new long[] {sequences, units, last + 1}, 'f');
    epsilon.put(new INDArrayIndex[] {all(), all(), point(last)}, v);
    load(state, offset, sequences);
    List<INDArray> slopes = hiddenSlopes(input, epsilon);
    squares[last] += squared(v);
    for (int t = 0; t < last; t++) {
      squares[t] += squared(slopes.get(t + 1));
    }
    layer.clear();
  }

  private List<INDArray> hiddenSlopes(INDArray input, INDArray epsilon) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    if (layer instanceof OwnRecurrentLayer<?, ?> own) {
      layer.rnnActivateUsingStoredState(input, false, false, none);
      return own.hiddenSlopes(epsilon);
    }
    Map<String, INDArray> rest = layer.rnnGetTBPTTState();
    INDArray hidden = rest.get(names.get(0));
    rest.put(names.get(0), Nd4j.zerosLike(hidden));
    StateAsInput wide = new StateAsInput(layer);
    wide.activate(input, hidden, rest, null, false, none);
    Map<String, INDArray> unused = new LinkedHashMap<>();
    layer.paramTable().forEach((name, values) -> unused.put(name, Nd4j.zerosLike(values)));
    INDArray slope = wide.backward(epsilon, unused, none);
    List<INDArray> slopes = new ArrayList<>();
    for (long t = 0; t < input.size(2); t++) {
      slopes.add(wide.slopeBefore(slope, t));
    }
    return slopes;
  }

  private static double squared(INDArray x) {
    double norm = x.norm2Number().doubleValue();
    return norm * norm;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
