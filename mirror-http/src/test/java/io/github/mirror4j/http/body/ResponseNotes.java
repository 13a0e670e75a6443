package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.Fixtures;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Waits for responses, as a comparison does, and notes what is reported. */
class ResponseNotes implements ResponseObserver {

  static final long LIMIT = 256 * 1024;

  final ByteBudget memory;
  final CaptureLimits limits;
  final List<ResponseInfo> heads = new CopyOnWriteArrayList<>();
  final BlockingQueue<CapturedResponse> ends = new LinkedBlockingQueue<>();
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  volatile boolean isWanted = true;

  ResponseNotes() {
    this(LIMIT, 4 << 20);
  }

  ResponseNotes(long limit, long memory) {
    this.memory = new ByteBudget(memory);
    limits = new CaptureLimits(this.memory.forResponses(), limit, System::nanoTime);
  }

  <T> ResponseTap<T> tap(BodyHandler<T> handler) {
    return new ResponseTap<>(handler, false, limits, this);
  }

  <T> ResponseTap<T> tapOfHead(BodyHandler<T> handler) {
    return new ResponseTap<>(handler, true, limits, this);
  }

  @Override
  public boolean wants() {
    return isWanted;
  }

  @Override
  public void head(ResponseInfo head, long nanoTime) {
    heads.add(head);
  }

  @Override
  public void ended(CapturedResponse response) {
    ends.add(response);
  }

  @Override
  public void failed(Throwable failure) {
    failures.add(failure);
  }

  CapturedResponse awaitEnd() throws InterruptedException {
    CapturedResponse end = ends.poll(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(end).as("an end").isNotNull();
    return end;
  }

  /** The one end there is: of a response that was captured whole. */
  void assertCaptured(byte[] body) throws InterruptedException {
    CapturedResponse end = awaitEnd();
    assertThat(end.missing()).isEmpty();
    assertThat(limits.budget().held()).isGreaterThanOrEqualTo(body.length);
    ReceivedBody received = end.received().body();
    assertThat(received).isInstanceOf(ReceivedBody.Bytes.class);
    assertThat(((ReceivedBody.Bytes) received).bytes()).isEqualTo(body);
    assertThat(end.endNanos()).isGreaterThanOrEqualTo(end.headNanos());
    end.release();
    assertNothingIsLeft();
  }

  /** The one end there is: of a response that was not captured whole. */
  void assertMissing(Reason reason) throws InterruptedException {
    CapturedResponse end = awaitEnd();
    assertThat(end.missing()).contains(reason);
    assertThat(end.received().body()).isEqualTo(new ReceivedBody.Missing(reason));
    end.release();
    assertNothingIsLeft();
  }

  void assertNothingIsLeft() {
    assertThat(ends).isEmpty();
    assertThat(failures).isEmpty();
    assertThat(limits.budget().held()).as("memory of responses").isZero();
    assertThat(memory.held()).as("memory").isZero();
  }
}
