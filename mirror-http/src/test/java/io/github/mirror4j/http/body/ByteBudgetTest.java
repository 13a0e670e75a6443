package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Responses have half of the memory at most, and give way to requests. */
class ByteBudgetTest {

  private final ByteBudget memory = new ByteBudget(100);
  private final ByteBudget responses = memory.givingWay();

  @Test
  void responsesTakeHalfAtMost() {
    assertThat(responses.tryReserve(50)).isTrue();
    assertThat(responses.tryReserve(1)).isFalse();
    assertThat(memory.held()).isEqualTo(50);
    assertThat(memory.tryReserve(50)).as("requests have the other half").isTrue();
    assertThat(memory.tryReserve(1)).isFalse();
  }

  @Test
  void responsesTakeNothingOfTheLastQuarter() {
    assertThat(memory.tryReserve(60)).isTrue();
    assertThat(responses.tryReserve(16)).isFalse();
    assertThat(responses.tryReserve(15)).isTrue();
    assertThat(responses.tryReserve(1)).isFalse();
    assertThat(memory.tryReserve(25)).as("requests do").isTrue();
    assertThat(responses.held()).isEqualTo(15);
  }

  @Test
  void requestsMayTakeAll() {
    assertThat(memory.tryReserve(100)).isTrue();
    assertThat(responses.tryReserve(1)).isFalse();
    assertThat(responses.held()).as("what was refused is not held").isZero();
  }

  @Test
  void whatIsGivenBackCountsInBoth() {
    assertThat(responses.tryReserve(50)).isTrue();
    responses.release(30);
    assertThat(responses.held()).isEqualTo(20);
    assertThat(memory.held()).isEqualTo(20);
    assertThat(responses.tryReserve(30)).isTrue();
  }

  @Test
  void withoutMemoryThereIsNoneForResponses() {
    ByteBudget none = new ByteBudget(0).givingWay();
    assertThat(none.tryReserve(1)).isFalse();
    assertThat(none.tryReserve(0)).isTrue();
  }

  @Test
  void aBudgetWithoutLimitDoesNotOverflow() {
    ByteBudget endless = new ByteBudget(Long.MAX_VALUE);
    assertThat(endless.givingWay().tryReserve(Long.MAX_VALUE / 2)).isTrue();
    assertThat(endless.tryReserve(Long.MAX_VALUE / 2)).isTrue();
  }
}
