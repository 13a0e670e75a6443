package consumer.yaml;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A user's program: mirrors one request by a rule in YAML, and says so. */
public final class YamlConsumer {

  private YamlConsumer() {}

  public static void main(String[] args) throws Exception {
    try (RecordingMirror v1 = RecordingMirror.start();
        RecordingMirror v2 = RecordingMirror.start()) {
      RuleDocuments documents =
          RuleFiles.parse(
              "rules.yaml",
              """
              apiVersion: networking.istio.io/v1
              kind: VirtualService
              metadata: {name: orders, annotations: {mirror4j.io/route: none}}
              spec:
                hosts: ["%s"]
                http:
                - route: [{destination: {host: v1}}]
                  mirror: {host: v2.example}
              ---
              apiVersion: networking.istio.io/v1
              kind: ServiceEntry
              metadata: {name: v2}
              spec:
                hosts: [v2.example]
                resolution: STATIC
                ports: [{number: 80, name: http, protocol: HTTP}]
                endpoints: [{address: %s, ports: {http: %d}}]
              """
                  .formatted(v1.uri().getHost(), v2.uri().getHost(), v2.uri().getPort()));
      try (MirroringHttpClient client =
          MirroringHttpClient.builder(HttpClient.newHttpClient())
              .rules(documents.rules())
              .registry(documents.registry())
              .build()) {
        HttpRequest request = HttpRequest.newBuilder(v1.uri().resolve("/orders")).build();
        client.send(request, BodyHandlers.discarding());
        v2.awaitRequest(copy -> copy.target().equals("/orders"), Duration.ofSeconds(30));
      }
    }
    System.out.println("mirrored");
  }
}
