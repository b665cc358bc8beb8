package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CausalAttention} on Deeplearning4j, head by head of each sequence. */
public final class CausalAttentionLayer extends BranchLayer<CausalAttention> {
  private static final long serialVersionUID = 1L;

  /** What is added to the scores of later steps. */
  private static final double NEVER = -1e9;

  /** Masks in the order of the heads, from the forward to its backward. */
  private transient List<INDArray> masks = new ArrayList<>();

  CausalAttentionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** One head of one sequence: q, k and v are {@code [T, d]}, turned; p is {@code [T, T]}. */
  private record Head(INDArray q, INDArray k, INDArray v, INDArray p) {}

  private long headSize() {
    return layerConf().getNOut() / layerConf().getHeads();
  }

  /** The numbers of a part, 0 for q, 1 for k and 2 for v, of a head, as a view. */
  private INDArray part(INDArray all, long sequence, long steps, int part, int head) {
    long from = part * layerConf().getNOut() + head * headSize();
    return all.get(
        interval(sequence * steps, (sequence + 1) * steps), interval(from, from + headSize()));
  }

  private INDArray output(INDArray all, long sequence, long steps, int head) {
    return part(all, sequence, steps, 0, head);
  }

  private Head head(INDArray sums, long sequence, long steps, int head) {
    INDArray q = turned(part(sums, sequence, steps, 0, head).dup(), 1);
    INDArray k = turned(part(sums, sequence, steps, 1, head).dup(), 1);
    INDArray v = part(sums, sequence, steps, 2, head).dup();
    INDArray scores = q.mmul(k.transpose()).muli(scale()).addi(later(steps));
    return new Head(q, k, v, Transforms.softmax(scores, true));
  }

  private double scale() {
    return 1 / Math.sqrt((double) headSize());
  }

  private INDArray later(long steps) {
    INDArray later = Nd4j.zeros(dataType, steps, steps);
    for (long row = 0; row < steps; row++) {
      for (long column = row + 1; column < steps; column++) {
        later.putScalar(row, column, NEVER);
      }
    }
    return later;
  }

  /**
   * Rows turned by their positions.
   *
   * @param direction 1, or −1 for back
   */
  private INDArray turned(INDArray rows, int direction) {
    if (!layerConf().isRotary()) {
      return rows;
    }
    long half = headSize() / 2;
    for (long t = 0; t < rows.size(0); t++) {
      for (long i = 0; i < half; i++) {
        double angle = direction * t * Math.pow(10000, -(double) i / half);
        double x = rows.getDouble(t, i);
        double y = rows.getDouble(t, i + half);
        rows.putScalar(t, i, x * Math.cos(angle) - y * Math.sin(angle));
        rows.putScalar(t, i + half, x * Math.sin(angle) + y * Math.cos(angle));
      }
    }
    return rows;
  }

  @Override
  INDArray middle(INDArray sums, long steps, boolean draws) {
    long sequences = sums.size(0) / steps;
    INDArray all = Nd4j.zeros(dataType, sums.size(0), layerConf().getNOut());
    double dropout = layerConf().getAttentionDropout();
    int number = 0;
    for (long sequence = 0; sequence < sequences; sequence++) {
      for (int h = 0; h < layerConf().getHeads(); h++) {
        Head head = head(sums, sequence, steps, h);
        if (draws && dropout > 0) {
          masks.add(mask(dropout, steps, steps));
        }
        INDArray p = masks.isEmpty() ? head.p() : head.p().mul(masks.get(number));
        output(all, sequence, steps, h).assign(p.mmul(head.v()));
        number++;
      }
    }
    return all;
  }

  @Override
  INDArray middleBackward(INDArray sums, INDArray slopes, long steps) {
    long sequences = sums.size(0) / steps;
    INDArray all = Nd4j.zeros(dataType, sums.shape());
    int number = 0;
    for (long sequence = 0; sequence < sequences; sequence++) {
      for (int h = 0; h < layerConf().getHeads(); h++) {
        Head head = head(sums, sequence, steps, h);
        INDArray slope = output(slopes, sequence, steps, h).dup();
        INDArray ofP = slope.mmul(head.v().transpose());
        INDArray p = head.p();
        if (!masks.isEmpty()) {
          ofP.muli(masks.get(number));
          p = p.mul(masks.get(number));
        }
        INDArray mean = ofP.mul(head.p()).sum(true, 1);
        INDArray ofScores = ofP.subColumnVector(mean).muli(head.p()).muli(scale());
        part(all, sequence, steps, 0, h).assign(turned(ofScores.mmul(head.k()), -1));
        part(all, sequence, steps, 1, h)
            .assign(turned(ofScores.transpose().mmul(head.q()).dup(), -1));
        part(all, sequence, steps, 2, h).assign(p.transpose().mmul(slope));
        number++;
      }
    }
    return all;
  }

  @Override
  void forgetMasks() {
    masks = new ArrayList<>();
  }
}
