package dev.ensayo.results.report;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A report as it was written, to be looked at from all sides. */
record WrittenReport(Path folder) {
  static WrittenReport of(Path study) throws IOException {
    Path out = study.resolveSibling(study.getFileName() + "-report");
    ReportWriter.write(List.of(study), out);
    return new WrittenReport(out);
  }

  String html() throws IOException {
    return Files.readString(folder.resolve(ReportWriter.HTML));
  }

  /** What a reader of the page reads. */
  String text() throws IOException {
    return Xml.parse(html()).getElementsByTagName("body").item(0).getTextContent();
  }

  String markdown() throws IOException {
    return Files.readString(folder.resolve(ReportWriter.MARKDOWN));
  }

  /** A row of the summary. */
  CSVRecord row(String variant) throws IOException {
    return rows(ReportWriter.CSV).stream()
        .filter(row -> row.get("variant").equals(variant))
        .findFirst()
        .orElseThrow();
  }

  List<CSVRecord> rows(String file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(folder.resolve(file), StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }
}
