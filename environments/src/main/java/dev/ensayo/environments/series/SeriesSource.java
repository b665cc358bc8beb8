package dev.ensayo.environments.series;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.environments.table.NumberColumns;
import dev.ensayo.environments.table.TableSource;
import java.util.List;
import java.util.Optional;

/** Where a series comes from. */
public sealed interface SeriesSource {
  /**
   * Finds it; draws nothing yet.
   *
   * @throws InvalidSettingException if it is not there or damaged
   */
  OpenedSeries open();

  /** A file. */
  @Choice(value = "csv", summary = "columns of a CSV file, a row for each moment")
  record Csv(
      @Unwrapped TableSource.Csv csv,
      @Setting("the column that is forecast; the last if absent") Optional<String> target,
      @Setting(
              value = "further columns that a forecast may look at, up to its origin",
              defaultValue = "[]")
          List<String> inputs,
      @Setting(
              "the column that says when: numbers, months (1949-01) or days (1949-01-31); its steps"
                  + " must all be equal. Not looked at if absent")
          Optional<String> time)
      implements SeriesSource {
    public Csv {
      Settings.check(Csv.class, csv, target, inputs, time);
    }

    @Override
    public OpenedSeries open() {
      NumberColumns columns = NumberColumns.read(csv);
      String forecast = target.orElse(columns.last());
      ImmutableList<String> names =
          ImmutableSet.<String>builder().addAll(inputs).add(forecast).build().asList();
      time.ifPresent(name -> new TimeColumn(columns, name).check());
      double[][] values = new double[names.size()][];
      for (int c = 0; c < values.length; c++) {
        String name = names.get(c);
        values[c] =
            columns.numbers(name, name.equals(forecast) ? "source.target" : "source.inputs");
      }
      return new OpenedSeries(
          names,
          names.indexOf(forecast),
          columns.rows(),
          1,
          columns.sha256(),
          columns.notes(),
          seeds -> new OpenedSeries.Numbers(values, Optional.empty()));
    }
  }

  /** The airline's passengers. */
  @Choice(
      value = "airline-passengers",
      summary = "monthly passengers of international airlines, 1949 to 1960, in thousands")
  record AirlinePassengers() implements SeriesSource {
    @Override
    public OpenedSeries open() {
      return new OpenedSeries(
          ImmutableList.of("passengers"),
          0,
          AirlinePassengersData.length(),
          AirlinePassengersData.SEASON,
          ImmutableMap.of(),
          ImmutableList.of(),
          seeds ->
              new OpenedSeries.Numbers(
                  new double[][] {AirlinePassengersData.values()}, Optional.empty()));
    }
  }

  /** What depends on its two last values; see {@link AutoregressiveSeries}. */
  @Choice(value = "ar2", summary = "an autoregressive process of order 2; best error known")
  record Ar2(
      @Setting(value = "moments", defaultValue = "2000", min = 10) int length,
      @Setting(value = "φ1: weight of the last value", defaultValue = "1.5") double first,
      @Setting(value = "φ2: weight of the one before", defaultValue = "-0.75") double second,
      @Setting(
              value = "standard deviation of what is new at each moment",
              defaultValue = "1",
              min = 0,
              minExcluded = true)
          double noise)
      implements SeriesSource {
    public Ar2 {
      Settings.check(Ar2.class, length, first, second, noise);
      if (!(first + second < 1 && second - first < 1 && second > -1)) {
        throw new InvalidSettingException(
            "second",
            "with first: %s and second: %s the process is not stationary; first + second < 1, second − first < 1 and second > −1 must hold"
                .formatted(first, second));
      }
    }

    @Override
    public OpenedSeries open() {
      return OpenedSeries.drawn(length, 1, new AutoregressiveSeries(this)::draw);
    }
  }

  /** A trend, a season and noise; see {@link SeasonalSeries}. */
  @Choice(value = "seasonal", summary = "a trend, a season and noise; best error known")
  record Seasonal(
      @Setting(value = "moments", defaultValue = "600", min = 10) int length,
      @Setting(value = "moments of a season", defaultValue = "12", min = 2) int period,
      @Setting(value = "half the height of the season", defaultValue = "10", min = 0)
          double amplitude,
      @Setting(value = "what each moment adds", defaultValue = "0.05") double trend,
      @Setting(
              value = "standard deviation of the noise at each moment",
              defaultValue = "1",
              min = 0,
              minExcluded = true)
          double noise)
      implements SeriesSource {
    public Seasonal {
      Settings.check(Seasonal.class, length, period, amplitude, trend, noise);
    }

    @Override
    public OpenedSeries open() {
      return OpenedSeries.drawn(length, period, new SeasonalSeries(this)::draw);
    }
  }

  /** A chaotic series; see {@link MackeyGlassSeries}. */
  @Choice(
      value = "mackey-glass",
      summary = "the chaotic equation of Mackey and Glass; best error known")
  record MackeyGlass(
      @Setting(value = "moments", defaultValue = "2000", min = 10) int length,
      @Setting(value = "τ: delay of the equation", defaultValue = "17", min = 1, max = 1000)
          int delay,
      @Setting(
              value = "units of time from one moment to the next",
              defaultValue = "6",
              min = 1,
              max = 100)
          int every,
      @Setting(
              value = "standard deviation of the noise with which each moment is seen",
              defaultValue = "0",
              min = 0)
          double noise)
      implements SeriesSource {
    public MackeyGlass {
      Settings.check(MackeyGlass.class, length, delay, every, noise);
    }

    @Override
    public OpenedSeries open() {
      return OpenedSeries.drawn(length, 1, new MackeyGlassSeries(this)::draw);
    }
  }
}
