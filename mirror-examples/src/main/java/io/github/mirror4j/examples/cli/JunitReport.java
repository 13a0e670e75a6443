package io.github.mirror4j.examples.cli;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.CheckState;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as test cases in JUnit's XML: one named {@code verdict}, which fails unless it is SAFE,
 * and one for each endpoint and check, which fails if it is WORSE and is skipped if it is OPEN.
 */
final class JunitReport {

  private static final String SUITE = "mirror4j";

  private enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record Case(String className, String name, Result result, String message) {}

  private JunitReport() {}

  static String of(FleetReport report) {
    List<Case> cases = new ArrayList<>();
    Verdict verdict = report.verdict();
    boolean isSafe = verdict.state() == Verdict.State.SAFE;
    cases.add(
        new Case(SUITE, "verdict", isSafe ? Result.PASSED : Result.FAILED, verdict.toString()));
    for (ComparisonReport mirror : report.mirrors()) {
      mirror.key().checks().forEach(check -> cases.add(of(mirror, check)));
    }
    try {
      return xml(cases);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text can be written", e);
    }
  }

  private static Case of(ComparisonReport mirror, CheckResult check) {
    return new Case(
        SUITE + "." + mirror.mirror(),
        ReportRows.endpoint(check.endpoint()) + ": " + ReportRows.check(check),
        result(check.state()),
        ReportRows.found(check));
  }

  private static Result result(CheckState state) {
    return switch (state) {
      case FINE -> Result.PASSED;
      case OPEN -> Result.SKIPPED;
      case WORSE -> Result.FAILED;
    };
  }

  private static String xml(List<Case> cases) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", "" + cases.size());
    xml.writeAttribute("failures", "" + count(cases, Result.FAILED));
    xml.writeAttribute("skipped", "" + count(cases, Result.SKIPPED));
    xml.writeAttribute("errors", "0");
    for (Case each : cases) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", printable(each.className()));
      xml.writeAttribute("name", printable(each.name()));
      xml.writeAttribute("time", "0");
      if (each.result() != Result.PASSED) {
        xml.writeStartElement(each.result() == Result.FAILED ? "failure" : "skipped");
        xml.writeAttribute("message", printable(each.message()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return text.toString();
  }

  private static long count(List<Case> cases, Result result) {
    return cases.stream().filter(each -> each.result() == result).count();
  }

  /** Returns a text of which XML allows every character. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean isAllowed =
                  c >= ' ' && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
              printable.appendCodePoint(isAllowed ? c : '?');
            });
    return printable.toString();
  }
}
