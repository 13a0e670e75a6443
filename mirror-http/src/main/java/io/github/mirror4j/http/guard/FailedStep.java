package io.github.mirror4j.http.guard;

/**
 * What failed inside the library.
 *
 * <p>A constant, and not its text, stands where the failure is handled. A text that is met for the
 * first time needs memory, so that handling an exhausted heap would fail in turn.
 */
@SuppressWarnings("doclint:missing") // for this module only; the texts say what each is
public enum FailedStep {
  CAPTURE_RESPONSE("a response could not be captured"),
  CHOOSE_COPY("a copy could not be sent after the response"),
  CLOCK("the clock failed"),
  CLOSE_CLIENT("no thread could be started to close what belongs to the client"),
  COMPARE_COPY("a copy could not be compared"),
  COMPARE_RESPONSE("a response could not be compared"),
  COMPARE_RESPONSES("responses could not be compared"),
  CONFIRM("a difference could not be confirmed"),
  COUNT_LOST_PAIR("recording a lost pair failed"),
  COUNT_OUTCOME("recording an outcome failed"),
  COUNT_STATUS("recording a status failed"),
  COUNT_WITHHELD("a withheld copy could not be counted"),
  DECORATED_ELSEWHERE("a decorated task ran on another thread, or when it was not to"),
  DECORATED_FAILED("a decorated task failed"),
  DECORATED_NEVER("a decorated task did not run its copy's task"),
  DECORATED_TWICE("a decorated task ran its copy's task again"),
  DECORATOR_FAILED("the decorator of copies' tasks failed"),
  DECORATOR_RETURNED_NULL("the decorator of copies' tasks returned null"),
  DROP_COPIES("copies could not be dropped"),
  END_CALL("a call could not be ended"),
  KEEP_FAILURE("recording a failure failed"),
  KEEP_RESPONSE("a response could not be kept"),
  LOAD_FOR_CALLERS("what callers need could not be loaded beforehand"),
  LOAD_FOR_COMPARISONS("what compares responses could not be loaded beforehand"),
  LOOK_AT_COPY("a copy could not be looked at"),
  MEASURE_OVERHEAD("the overhead could not be measured"),
  OFFER_COPIES("copies could not be offered"),
  OFFER_COPY("a copy could not be offered"),
  PASS_ON_OUTCOME("notifying a comparison of an outcome failed"),
  PASS_ON_WITHHELD("notifying a comparison of a withheld copy failed"),
  RANDOM("the random generator failed"),
  READ_ALONG("a response could not be read along"),
  READ_BODY("a body could not be read"),
  REGISTRY("the registry failed"),
  RELOADER_STATUS("a reloader of rules failed to report its status"),
  SELECT("rule selection failed"),
  SEND_AFTER_RESPONSE("copies could not be sent after the response"),
  SEND_AGAIN("a request could not be sent again"),
  SEND_COPY("a copy failed"),
  START_COMPARING("a thread that compares could not be started"),
  START_COPY("a copy could not be started"),
  TAKE_FAILURE("a failure could not be taken"),
  TAKE_REQUEST("a request could not be taken"),
  TAKE_RESPONSE("a response could not be taken"),
  WAIT("copies could not wait");

  private final String text;

  FailedStep(String text) {
    this.text = text;
  }

  /** Returns what failed, for the log. */
  public String text() {
    return text;
  }
}
