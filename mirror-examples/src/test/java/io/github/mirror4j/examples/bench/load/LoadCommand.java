package io.github.mirror4j.examples.bench.load;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the load benchmark: its exit code and what it printed. */
record LoadCommand(int exitCode, String out, String err) {

  static LoadCommand of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        LoadBenchmark.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return new LoadCommand(line.execute(args), out.toString(), err.toString());
  }
}
