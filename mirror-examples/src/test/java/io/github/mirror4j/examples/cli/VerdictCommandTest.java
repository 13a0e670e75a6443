package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.cli.EvidenceFixture.Found;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/** One verdict from the files of many processes, as exit code and in several forms. */
class VerdictCommandTest {

  @TempDir private Path folder;

  @Test
  void safe() throws IOException {
    EvidenceFixture.write(folder, "a", Found.UNDECIDED);
    EvidenceFixture.write(folder, "b", Found.SAFE);

    CommandRun run = run();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("SAFE: at most ")
        .contains("Sum of 2 files of 2 processes", "2.4.0", "10,300");
  }

  @Test
  void notSafe() throws IOException {
    EvidenceFixture.write(folder, "a", Found.NOT_SAFE);
    EvidenceFixture.write(folder, "b", Found.SAFE);

    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("NOT_SAFE: at least ");
  }

  @Test
  void undecided() throws IOException {
    EvidenceFixture.write(folder, "a", Found.UNDECIDED);

    assertThat(run().exitCode()).isEqualTo(2);
    assertThat(run("--undecided-as", "0").exitCode()).isZero();
    assertThat(run("--undecided-as", "75").exitCode()).isEqualTo(75);
  }

  @Test
  void withoutFilesNothingIsDecided() {
    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("UNDECIDED: there are no files");
  }

  @Test
  void aFileThatIsMissingOrNoEvidenceIsNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"v\":2}\nno JSON\n");
    Path missing = folder.resolve("missing.jsonl");

    CommandRun run = CommandRun.of("verdict", other.toString(), missing.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .startsWith("UNDECIDED: no file holds a whole snapshot")
        .contains(
            "other.jsonl: line 1 has version 2 of the format (expected: 1)",
            "other.jsonl: line 2 is not a row of evidence",
            "missing.jsonl: cannot be read: NoSuchFileException");
  }

  @Test
  void severalBuildsAreNeverMixed() throws IOException {
    EvidenceFixture.write(folder, "a", Found.SAFE);
    EvidenceFixture.write(folder, "b", new Found("2.5.0", 10_000, 300));

    CommandRun run = run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .startsWith("UNDECIDED: the files are about several builds of v2: 2.4.0, 2.5.0");
    assertThat(run("--v2", "2.4.0").exitCode()).isZero();
    assertThat(run("--v2", "2.5.0").exitCode()).isEqualTo(1);
    assertThat(run("--any-build").exitCode()).isEqualTo(1);
    assertThat(run("--v2", "9").out())
        .startsWith(
            "UNDECIDED: orders -> v2: no evidence about v2 9 was found, but about v2 2.4.0, 2.5.0");
  }

  @Test
  void evidenceThatNamesNoBuildIsJudgedOnlyIfThatIsWanted() throws IOException {
    EvidenceFixture.write(folder, "a", new Found("", 10_000, 0));

    assertThat(run().exitCode()).isEqualTo(2);
    assertThat(run().out()).contains("do not say which build of v2");
    assertThat(run("--any-build").exitCode()).isZero();
  }

  @Test
  void whatIsTooOldIsLeftOut() throws IOException {
    EvidenceFixture.write(folder, "a", Found.SAFE);

    assertThat(run("--since", "2026-11-27T09:00:00Z").exitCode()).isZero();
    CommandRun late = run("--since", "2026-11-27T11:00:00Z");
    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.out()).contains("nothing was written since 2026-11-27T11:00:00Z", "left out");
  }

  @Test
  void marginsThatAreGivenReplaceThoseOfTheFiles() throws IOException {
    EvidenceFixture.write(folder, "a", Found.NOT_SAFE);

    CommandRun run = run("--margin", "content=5", "--margin", "persistent=5");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("margins that were given instead: content 5 %, persistent 5 %");
  }

  @Test
  void filesThatDisagreeAboutMarginsDecideNothing() throws IOException {
    EvidenceFixture.write(folder, "a", Found.SAFE);
    EvidenceFixture.write(
        folder, "b", Found.SAFE, Comparison.withBaseline(20).margin(Check.CONTENT, 2).build());

    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("UNDECIDED: the files disagree about settings: margins");
    assertThat(run("--margin", "content=1").exitCode()).isZero();
  }

  @Test
  void wrongUsage() throws IOException {
    EvidenceFixture.write(folder, "a", Found.SAFE);

    assertThat(CommandRun.of("verdict").exitCode()).isEqualTo(64);
    assertThat(run("--margin", "content=100").err())
        .contains("margins.CONTENT: 100.0 (expected: more than 0, less than 100)");
    assertThat(run("--margin", "content=100").exitCode()).isEqualTo(64);
    assertThat(run("--margin", "speed=1").exitCode()).isEqualTo(64);
    assertThat(run("--since", "yesterday").exitCode()).isEqualTo(64);
    assertThat(run("--v2", "1", "--any-build").exitCode()).isEqualTo(64);
    assertThat(run("--undecided-as", "256").exitCode()).isEqualTo(64);
    assertThat(run("--listen", "nowhere").exitCode()).isEqualTo(64);
  }

  @Test
  void theReportInOtherForms() throws Exception {
    EvidenceFixture.write(folder, "a", Found.NOT_SAFE);
    Path html = folder.resolve("report.html");
    Path json = folder.resolve("report.json");
    Path junit = folder.resolve("report.xml");
    Path markdown = folder.resolve("report.md");

    CommandRun run =
        run(
            "--html",
            html.toString(),
            "--json",
            json.toString(),
            "--junit",
            junit.toString(),
            "--markdown",
            markdown.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Files.readString(html)).contains("<html", "NOT");
    Map<?, ?> tree = JsonMapper.shared().readValue(Files.readString(json), Map.class);
    assertThat(tree.get("verdict")).isEqualTo("NOT_SAFE");
    assertThat(tree.get("scope")).isEqualTo("fleet");
    assertThat(tree.get("processes")).isEqualTo(1);
    assertThat(Files.readString(markdown))
        .startsWith("## ❌ NOT_SAFE: do not release v2\n")
        .contains("| all endpoints | content | WORSE |");
    assertJunit(Files.readString(junit));
  }

  private static void assertJunit(String xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    Element suite = document.getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo("7");
    assertThat(suite.getAttribute("failures")).isEqualTo("5");
    Element verdict = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(verdict.getAttribute("name")).isEqualTo("verdict");
    assertThat(verdict.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  private CommandRun run(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "verdict";
    args[1] = folder.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return CommandRun.of(args);
  }
}
