package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A decorator that sends by the very client that calls it, until the stack is used up. */
public final class RecursionProcess {

  private static final URI REFUSING = URI.create("http://127.0.0.1:1");

  private RecursionProcess() {}

  /** Says that it went on afterwards. */
  public static void main(String[] arguments) throws Exception {
    AtomicReference<MirroringHttpClient> self = new AtomicReference<>();
    HttpRequest request = Fixtures.get(REFUSING);
    AtomicBoolean recursive = new AtomicBoolean(true);
    Runnable send =
        () -> {
          try {
            self.get().send(request, BodyHandlers.discarding());
          } catch (Exception e) {
            System.out.println("thrown: " + e.getClass());
          }
        };
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new SecurityAnyClient())
            .rules(Fixtures.copyAll(REFUSING))
            .copyTaskDecorator(
                task -> {
                  if (recursive.get()) {
                    send.run();
                  }
                  return task;
                })
            .build()) {
      self.set(client);
      Thread caller = new Thread(null, send, "caller", 256 << 10);
      caller.start();
      caller.join();
      recursive.set(false);
      send.run();
      System.out.println("sent");
      boolean any = new Exception().getStackTrace().length > 0;
      System.out.println(any ? "traced" : "not traced");
    }
  }
}
