package io.github.mirror4j.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** No name, path or value that comes from outside can become part of the page's own code. */
class HostilePageTest {

  static Stream<String> hostile() {
    return Stream.of(
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "</SCRIPT ><svg/onload=alert(1)>",
        "<!--<script>",
        "</style></title></code>",
        "\"><b onclick='x'>",
        "' onfocus=alert(1) '",
        "]]>",
        "<![CDATA[x]]>",
        "&lt;script&gt; &amp; &#60; &nosuch;",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085\u009b",
        "a\r\nb\tc\u2028d\u2029e",
        "\u202egpj.exe\u202c \u2066x\u2069 \u200f\u061c",
        "\u200b\u00ad\ufeff\u2060",
        "\ud800 alone \udc00",
        "\ufffe\uffff\ufdd0" + Character.toString(0x1FFFE),
        Character.toString(0xE0041) + Character.toString(0x1F600),
        "\\\" \\u003c/script",
        "{{7*7}} ${x} `x`",
        "javascript:alert(1)");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void inEveryNameItStaysText(String hostile) {
    ComparisonReport harmless = SampleReports.named(State.UNDECIDED, 3, 4, s -> s + "x");
    ComparisonReport report = SampleReports.named(State.UNDECIDED, 3, 4, s -> s + hostile);
    String html = report.toHtml();

    Page page = Page.of(html);

    assertEquals(skeleton(Page.of(harmless)), skeleton(page));
    assertEquals(List.of(), hidden(html), "characters that hide or reorder others");
    assertFalse(html.contains("]]>"));
    assertEquals(1, html.split("(?i)</script", -1).length - 1);
    assertEquals(1, html.split("(?i)<script", -1).length - 1);
    JsonMapper json = JsonMapper.shared();
    assertEquals(
        json.readTree(report.toJson()), json.readTree(page.texts("script").get(0)), "the data");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void inASectionOfOthersItStaysText(String hostile) {
    ComparisonReport report = SampleReports.of(State.SAFE, 3, 4);
    String html = report.toHtml(List.of(section(hostile)));

    assertEquals(
        skeleton(Page.of(report.toHtml(List.of(section("harmless"))))), skeleton(Page.of(html)));
    assertEquals(List.of(), hidden(html), "characters that hide or reorder others");
    assertEquals(1, html.split("(?i)</script", -1).length - 1);
  }

  private static ReportSection section(String text) {
    return new ReportSection(
        text,
        List.of(text, text),
        Optional.of(
            new ReportSection.Table(
                text, List.of(text, text), List.of(List.of(text, text), List.of(text, text)))));
  }

  @Test
  void whatIsPrintableIsShownAsItIs() {
    Page page = Page.of(SampleReports.named(State.NOT_SAFE, 3, 4, s -> s + "<&>\"'Ünï日本😀"));

    assertTrue(page.texts("code").contains("/orders/{id}<&>\"'Ünï日本😀"));
  }

  @Test
  void whatIsNotPrintableIsShownByItsCodePoint() {
    Page page = Page.of(SampleReports.named(State.NOT_SAFE, 3, 4, s -> s + "\u202e\n"));

    assertTrue(page.texts("code").contains("/orders/{id}[U+202E][U+000A]"));
  }

  @Test
  void longNamesAreCutAndThePageStaysSmall() {
    String longest = "\u202e\"<".repeat(5_000);
    String html = SampleReports.named(State.UNDECIDED, 8, 8, s -> s + longest).toHtml();

    Page page = Page.of(html);

    assertTrue(page.texts("code").stream().anyMatch(code -> code.endsWith("…")));
    assertTrue(html.getBytes(UTF_8).length < 500_000);
  }

  /** The page's elements and the names of their attributes, without its texts. */
  private static List<String> skeleton(Page page) {
    return page.all("*").<String>map(e -> e.getTagName() + page.attributes(e)).stream().toList();
  }

  private static List<String> hidden(String html) {
    return html.codePoints()
        .filter(c -> c != '\n' && !Printable.is(c))
        .mapToObj("U+%04X"::formatted)
        .distinct()
        .toList();
  }
}
