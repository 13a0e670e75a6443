package io.github.mirror4j.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is watched is on the list until one thread removes it. */
class WatchListTest {

  private static final int THREADS = 4;
  private static final int THINGS = 1_000;

  private final WatchList<Object> list = new WatchList<>();

  @Test
  void anEntryIsSeenWithItsDeadlineUntilItIsRemoved() {
    assertThat(list.isEmpty()).isTrue();

    list.add("first", 7);
    list.add("second", 9);
    List<String> seen = new ArrayList<>();
    list.entries().forEach(each -> seen.add(each.getKey() + " " + each.getValue()));
    assertThat(seen).containsExactlyInAnyOrder("first 7", "second 9");
    assertThat(list.things()).containsExactlyInAnyOrder("first", "second");
    assertThat(list.size()).isEqualTo(2);

    assertThat(list.remove("first")).isTrue();
    assertThat(list.remove("first")).isFalse();
    assertThat(list.all()).containsExactly("second");
    assertThat(list.isEmpty()).isFalse();
    assertThat(list.remove("second")).isTrue();
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void whatCouldNotBeAddedIsNotOnTheList() {
    AtomicInteger asked = new AtomicInteger();
    Object heavy =
        new Object() {
          @Override
          public int hashCode() {
            if (asked.getAndIncrement() == 0) {
              throw new OutOfMemoryError("on purpose");
            }
            return 1;
          }
        };

    assertThatThrownBy(() -> list.add(heavy, 1)).hasMessage("on purpose");

    assertThat(list.isEmpty()).isTrue();
    assertThat(list.things()).isEmpty();
  }

  @Test
  void exactlyOneThreadRemovesAnEntry() throws Exception {
    List<Object> things = IntStream.range(0, THINGS).<Object>mapToObj(i -> "thing " + i).toList();
    things.forEach(thing -> list.add(thing, 0));
    AtomicInteger removed = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (Object thing : things) {
                      if (list.remove(thing)) {
                        removed.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      assertThat(thread.join(Fixtures.PATIENCE)).isTrue();
    }

    assertThat(removed).hasValue(THINGS);
    assertThat(list.isEmpty()).isTrue();
  }
}
