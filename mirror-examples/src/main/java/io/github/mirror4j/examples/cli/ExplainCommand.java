package io.github.mirror4j.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.yaml.RuleDocuments;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the rules of files do with one request. */
@Command(
    name = "explain",
    description =
        "Explains which rule wins for a request, where it goes, and which mirrors get copies.")
final class ExplainCommand implements Callable<Integer> {

  /** Asked live, a registry may lack endpoints without the rules being refused. */
  private record Live(ServiceRegistry known) implements ServiceRegistry {
    @Override
    public List<Endpoint> endpoints(ServiceRef service) {
      return known.endpoints(service);
    }
  }

  @Mixin private RuleInput input = new RuleInput();
  @Mixin private MeshOptions mesh = new MeshOptions();

  @Option(
      names = "--request",
      required = true,
      paramLabel = "REQUEST",
      description = "The request, such as \"GET http://httpbin/get\".")
  private @Nullable RequestLine request;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "HEADER",
      description = "A header of the request, such as \"x-user: 1\"; may be repeated.")
  private List<HeaderLine> headers = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = requireNonNull(spec).commandLine();
    ServiceRegistry given = mesh.registry(command);
    RuleDocuments documents = input.read();
    RuleSet rules = rules(documents, given.or(documents.registry()));
    Messages messages = Messages.toErr(command);
    messages.warnings(documents.warnings(), rules.warnings());
    RequestLine line = requireNonNull(request);
    RequestFacts facts = RequestFacts.of(line.method(), line.uri(), HeaderLine.asMap(headers));
    PrintWriter out = command.getOut();
    out.print(rules.explain(facts));
    List<String> copies = new CopyChances(rules, facts).lines();
    if (!copies.isEmpty()) {
      out.println("copies of requests like this one:");
      copies.forEach(copy -> out.println("    " + copy));
    }
    out.flush();
    return ExitCode.OK;
  }

  private RuleSet rules(RuleDocuments documents, ServiceRegistry registry) {
    RuleSet.Builder builder =
        RuleSet.builder().rules(documents.rules()).registry(new Live(registry));
    mesh.source().ifPresent(builder::source);
    return builder.build();
  }
}
