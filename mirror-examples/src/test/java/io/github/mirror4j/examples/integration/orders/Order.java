// Made by openapi-generator 7.25.0 (java, native), and reduced to what the test calls.
package io.github.mirror4j.examples.integration.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The body of a call. */
public class Order {
  public static final String JSON_PROPERTY_ITEM = "item";
  private String item;

  public Order() {}

  public Order item(String item) {
    this.item = item;
    return this;
  }

  @JsonProperty(value = JSON_PROPERTY_ITEM, required = false)
  @JsonInclude(value = JsonInclude.Include.USE_DEFAULTS)
  public String getItem() {
    return item;
  }

  @JsonProperty(value = JSON_PROPERTY_ITEM, required = false)
  @JsonInclude(value = JsonInclude.Include.USE_DEFAULTS)
  public void setItem(String item) {
    this.item = item;
  }
}
