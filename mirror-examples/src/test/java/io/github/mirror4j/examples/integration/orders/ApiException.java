// Made by openapi-generator 7.25.0 (java, native), and reduced to what the test calls.
package io.github.mirror4j.examples.integration.orders;

import java.net.http.HttpHeaders;

/** What a call throws. */
public class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private int code = 0;
  private String responseBody = null;

  public ApiException(Throwable throwable) {
    super(throwable);
  }

  public ApiException(int code, String message) {
    super(message);
    this.code = code;
  }

  public ApiException(int code, String message, HttpHeaders responseHeaders, String responseBody) {
    this(code, message);
    this.responseBody = responseBody;
  }

  public int getCode() {
    return code;
  }

  public String getResponseBody() {
    return responseBody;
  }
}
