package dev.ensayo.serving.pipeline;

import java.io.IOException;

/** Takes what happened. */
@FunctionalInterface
interface EventSink {
  void accept(PipelineEvent event) throws IOException;
}
