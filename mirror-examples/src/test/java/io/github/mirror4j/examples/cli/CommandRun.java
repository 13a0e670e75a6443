package io.github.mirror4j.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** One run of the command: its exit code and what it printed. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... args) {
    return of(Help.Ansi.OFF, args);
  }

  static CommandRun of(Help.Ansi ansi, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Mirror4jCommand.commandLine()
            .setColorScheme(Help.defaultColorScheme(ansi))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return new CommandRun(command.execute(args), out.toString(), err.toString());
  }
}
