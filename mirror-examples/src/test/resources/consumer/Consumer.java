package consumer;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A user's program: mirrors one request, and says so. */
public final class Consumer {

  private Consumer() {}

  public static void main(String[] args) throws Exception {
    try (RecordingMirror v1 = RecordingMirror.start();
        RecordingMirror v2 = RecordingMirror.start();
        MirroringHttpClient client =
            MirroringHttpClient.wrap(
                HttpClient.newHttpClient(),
                RouteRule.builder("all").destination("*").mirror(Mirror.to(v2.uri())).build())) {
      HttpRequest request = HttpRequest.newBuilder(v1.uri().resolve("/orders")).build();
      client.send(request, BodyHandlers.discarding());
      v2.awaitRequest(copy -> copy.target().equals("/orders"), Duration.ofSeconds(30));
    }
    System.out.println("mirrored");
  }
}
