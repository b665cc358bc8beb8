package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetProvider;
import java.util.List;

/** The tables that can be named. */
public final class TableDataSets implements DataSetProvider {
  static final DataSet IRIS =
      new DataSet(
          "iris",
          "150 irises of three species, four lengths each (R. A. Fisher 1936)",
          "CC BY 4.0",
          ImmutableList.of(
              new DataSet.File(
                  "tabular/iris.csv",
                  "https://raw.githubusercontent.com/mwaskom/seaborn-data/master/iris.csv",
                  "9cc1c345c71bcc9b486b74cbf6063fa66f4bb5e0f603a4b3c3471ec2e5e8e355",
                  3_858)));

  static final DataSet TITANIC =
      new DataSet(
          "titanic",
          "891 passengers of the Titanic and who survived; with gaps (Kaggle's train.csv)",
          "none stated",
          ImmutableList.of(
              new DataSet.File(
                  "tabular/titanic-train.csv",
                  "https://raw.githubusercontent.com/agconti/kaggle-titanic/master/data/train.csv",
                  "4a437fde05fe5264e1701a7387ac6fb75393772ba38bb2c9c566405af5af4bd7",
                  60_302)));

  @Override
  public List<DataSet> dataSets() {
    return ImmutableList.of(IRIS, TITANIC);
  }
}
