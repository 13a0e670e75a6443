package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.CapturedResponse;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.PassingClient;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads each response along, and does nothing else. */
final class TappingClient extends PassingClient {

  private final ResponseNotes notes = new ResponseNotes();
  private final List<ResponseTap<?>> taps = new CopyOnWriteArrayList<>();

  TappingClient(HttpClient client) {
    super(client);
  }

  /** Once all is over, whichever way, and everything was released. */
  void assertNothingIsLeft() throws InterruptedException {
    taps.forEach(ResponseTap::giveUp);
    assertThat(
            FaultResources.await(
                () -> {
                  notes.ends.forEach(CapturedResponse::release);
                  return notes.memory.held() == 0;
                }))
        .as("all memory was given back")
        .isTrue();
    assertThat(notes.failures).isEmpty();
  }

  @Override
  protected <T> BodyHandler<T> handler(HttpRequest request, BodyHandler<T> handler) {
    if (handler == null || request == null) {
      return handler;
    }
    boolean isHead = "HEAD".equals(request.method());
    ResponseTap<T> tap = isHead ? notes.tapOfHead(handler) : notes.tap(handler);
    taps.add(tap);
    return tap;
  }
}
