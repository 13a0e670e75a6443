package io.github.mirror4j.http.guard;

/**
 * What failed inside the library.
 *
 * <p>A constant, and not its text, stands where the failure is handled. A text that is met for the
 * first time needs memory, so that handling an exhausted heap would fail in turn.
 */
@SuppressWarnings("doclint:missing") // for this module only; the texts say what each is
public enum FailedStep {
  CAPTURE_RESPONSE("the response to a copy could not be captured for its comparison"),
  CHOOSE_COPY("whether a copy is sent after the response could not be decided"),
  CLOCK("the clock of nanoTime(..) failed"),
  CLOSE_CLIENT("no thread could be started to close what belongs to the client"),
  COMPARE("the responses of a pair could not be compared"),
  CONFIRM("a difference could not be confirmed"),
  COUNT_LOST_PAIR("a lost pair could not be counted"),
  COUNT_OUTCOME("an outcome could not be counted"),
  COUNT_STATUS("a status could not be counted"),
  COUNT_WITHHELD("a withheld copy could not be counted"),
  DECORATED_ELSEWHERE(
      "a task of the copyTaskDecorator ran its copy's task on another thread, or at the wrong time"),
  DECORATED_FAILED("a task of the copyTaskDecorator failed"),
  DECORATED_NEVER("a task of the copyTaskDecorator did not run its copy's task"),
  DECORATED_TWICE("a task of the copyTaskDecorator ran its copy's task again"),
  DECORATOR_FAILED("the copyTaskDecorator failed"),
  DECORATOR_RETURNED_NULL("the copyTaskDecorator returned null"),
  DROP_COPIES("copies could not be dropped"),
  END_CALL("a described request could not be ended"),
  KEEP_FAILURE("a failure could not be added to the recent failures"),
  KEEP_RESPONSE("the response to a described request could not be kept"),
  LOAD_FOR_CALLERS("what callers need could not be loaded beforehand"),
  LOAD_FOR_COMPARISONS("what compares responses could not be loaded beforehand"),
  LOOK_AT_COPY("whether a copy is sent could not be decided"),
  MEASURE_OVERHEAD("the overhead could not be measured"),
  OFFER_COPIES("the copies of a request could not be offered"),
  OFFER_COPY("a copy could not be offered to its lane"),
  PASS_ON_OUTCOME("a comparison could not be notified of an outcome"),
  PASS_ON_WITHHELD("a comparison could not be notified of a withheld copy"),
  RANDOM("the random generator failed"),
  READ_ALONG("the response to a primary could not be captured for its comparison"),
  READ_BODY("the body of a described request could not be read"),
  REGISTRY(
      "the ServiceRegistry failed, so it counts as empty: routed primaries go to the host of their"
          + " URI"),
  RELOADER_STATUS("a reloader of rules failed to report its status"),
  SELECT("the rules could not be applied, so the request is neither routed nor mirrored"),
  SEND_AFTER_RESPONSE("copies could not be sent after the response"),
  SEND_AGAIN("a request could not be sent again to confirm a difference"),
  SEND_COPY("a copy could not be sent"),
  START_COMPARING("a thread that compares could not be started"),
  START_COPY("a copy could not be started"),
  TAKE_COPY("how a copy ended could not be added to its comparison"),
  TAKE_FAILURE("the failure of a described request could not be taken"),
  TAKE_PRIMARY("how a primary ended could not be added to its comparison"),
  TAKE_REQUEST("a described request could not be taken"),
  TAKE_RESPONSE("the response to a described request could not be taken"),
  WAIT("copies could not wait for the end of their primary");

  private final String text;

  FailedStep(String text) {
    this.text = text;
  }

  /** Returns what failed, for the log. */
  public String text() {
    return text;
  }
}
