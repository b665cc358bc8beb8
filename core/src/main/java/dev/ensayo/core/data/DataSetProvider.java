package dev.ensayo.core.data;

import java.util.List;

/** Names the data sets that a room's environments can read; found by ServiceLoader. */
public interface DataSetProvider {
  /** The data sets; cheap, nothing is opened. */
  List<DataSet> dataSets();
}
