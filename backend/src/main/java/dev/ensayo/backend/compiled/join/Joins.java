package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.recurrent.LastStepBlock;
import dev.ensayo.backend.compiled.recurrent.RepeatBlock;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;

/** The blocks by Deeplearning4j's vertices that are no layers. */
public final class Joins {
  private static final ImmutableMap<
          Class<? extends GraphVertex>, BiFunction<GraphVertex, BlockContext, Block>>
      BY_VERTEX =
          ImmutableMap
              .<Class<? extends GraphVertex>, BiFunction<GraphVertex, BlockContext, Block>>builder()
              .put(ElementWiseVertex.class, Joins::elementWise)
              .put(MergeVertex.class, Joins::merge)
              .put(SubsetVertex.class, Joins::subset)
              .put(ScaleVertex.class, Joins::scale)
              .put(ReshapeVertex.class, Joins::reshape)
              .put(LastTimeStepVertex.class, (vertex, context) -> new LastStepBlock(context))
              .put(DuplicateToTimeSeriesVertex.class, (vertex, context) -> new RepeatBlock(context))
              .build();

  private Joins() {}

  /**
   * The block of a vertex.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it has none
   */
  public static Block of(GraphVertex vertex, BlockContext context) {
    BiFunction<GraphVertex, BlockContext, Block> maker = BY_VERTEX.get(vertex.getClass());
    if (maker == null) {
      throw Unsupported.inLayer(context.owner(), "block for this vertex");
    }
    return maker.apply(vertex, context);
  }

  /** Whether the numbers of a vertex are sums, one by one, wherever they lie. */
  public static boolean addsNumbers(GraphVertex vertex) {
    return vertex instanceof ElementWiseVertex joining
        && switch (joining.getOp()) {
          case Add, Average, Subtract -> true;
          case Product, Max -> false;
        };
  }

  private static Block elementWise(GraphVertex vertex, BlockContext context) {
    int inputs = context.inputs().size();
    double[] factors = new double[inputs];
    return switch (((ElementWiseVertex) vertex).getOp()) {
      case Add -> {
        Arrays.fill(factors, 1);
        yield new SumBlock(context, factors);
      }
      case Average -> {
        Arrays.fill(factors, 1.0 / inputs);
        yield new SumBlock(context, factors);
      }
      case Subtract -> {
        if (inputs != 2) {
          throw Unsupported.inLayer(context.owner(), "difference of " + inputs + " values");
        }
        yield new SumBlock(context, 1, -1);
      }
      case Product -> new ProductBlock(context);
      case Max -> new LargestBlock(context);
    };
  }

  private static Block merge(GraphVertex vertex, BlockContext context) {
    if (((MergeVertex) vertex).getMergeAxis() != MergeVertex.DEFAULT_MERGE_DIM) {
      throw Unsupported.inLayer(
          context.owner(), "merge along dimension " + ((MergeVertex) vertex).getMergeAxis());
    }
    return new MergeBlock(context);
  }

  private static Block subset(GraphVertex vertex, BlockContext context) {
    SubsetVertex subset = (SubsetVertex) vertex;
    return new SubsetBlock(context, subset.getFrom(), subset.getTo());
  }

  private static Block scale(GraphVertex vertex, BlockContext context) {
    return new SumBlock(context, ((ScaleVertex) vertex).getScaleFactor());
  }

  /** Only where nothing changes. */
  private static Block reshape(GraphVertex vertex, BlockContext context) {
    int length = rowLength((ReshapeVertex) vertex);
    if (length < 0 || !context.input().shape().equals(Shape.vector(length))) {
      throw Unsupported.inLayer(context.owner(), "reshaping");
    }
    return new SumBlock(context, 1);
  }

  /** F of a vertex that makes {@code [B, F]} whatever B is; else −1. */
  public static int rowLength(ReshapeVertex vertex) {
    int[] shape = vertex.getNewShape();
    return shape.length == 2 && shape[0] == -1 ? shape[1] : -1;
  }
}
