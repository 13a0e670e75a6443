package io.github.mirror4j.http;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.http.HttpResponse.BodyHandlers;

/** A process that says how its switch stands, sends a request, switches on and sends another. */
public final class MirrorSwitchProcess {

  private MirrorSwitchProcess() {}

  /** Sends two requests. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("on at first: " + MirrorSwitch.isOn());
    try {
      MirroringHttpClient.builder(Fixtures.plain()).bodyLimit(-1).build();
    } catch (InvalidConfigurationException e) {
      System.out.println(e.getMessage());
      if (e.problems().size() > 1) {
        return;
      }
    }
    try (RecordingServer server = RecordingServer.responding("ok");
        MirroringHttpClient client = Fixtures.mirroringTo(server.uri())) {
      client.send(Fixtures.get(server.uri()), BodyHandlers.discarding());
      MirrorSwitch.on();
      client.send(Fixtures.get(server.uri()), BodyHandlers.discarding());
      MirrorCounts total = Fixtures.settled(client);
      System.out.println(
          "copies switched off: %d, completed: %d"
              .formatted(total.dropped(DropReason.SWITCHED_OFF), total.completed(2)));
      System.out.println("on at last: " + MirrorSwitch.isOn());
    }
  }
}
