package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An editor gets a draft and returns a changed one, or none. */
class CopyDraftTest {

  private static final byte[] BODY = {1, 2};

  private final CopyDraft draft =
      CopyDraft.of(
          "POST", URI.create("http://v2/a?b"), Map.of("X-Tag", List.of("one", "two")), BODY);

  @Test
  void itSaysWhatWouldBeSent() {
    assertThat(draft.method()).isEqualTo("POST");
    assertThat(draft.uri()).hasToString("http://v2/a?b");
    assertThat(draft.headers()).containsOnly(Map.entry("X-Tag", List.of("one", "two")));
    assertThat(draft.header("x-tag")).contains("one");
    assertThat(draft.header("other")).isEmpty();
    assertThat(draft.body()).isSameAs(BODY);
    assertThat(draft).hasToString("POST to v2");
  }

  @Test
  void itsHeadersCannotBeChangedFromOutside() {
    List<String> values = new ArrayList<>(List.of("one"));
    CopyDraft own = CopyDraft.of("GET", draft.uri(), Map.of("a", values), BODY);
    values.add("two");

    assertThat(own.headers()).containsOnly(Map.entry("a", List.of("one")));
    assertThatThrownBy(() -> own.headers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> own.withHeader("a", "b").headers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void oneThingIsChangedAndTheOthersStay() {
    byte[] other = {3};

    assertThat(draft.withMethod("PUT")).hasToString("PUT to v2");
    assertThat(draft.withUri(URI.create("/c")).uri()).hasToString("/c");
    assertThat(draft.withBody(other).body()).isSameAs(other);
    assertThat(draft.withHeader("x-tag", "three").headers())
        .containsOnly(Map.entry("x-tag", List.of("three")));
    assertThat(draft.withAddedHeader("x-tag", "three").headers())
        .containsOnly(Map.entry("x-tag", List.of("one", "two", "three")));
    assertThat(draft.withAddedHeader("other", "a").headers())
        .containsOnly(Map.entry("X-Tag", List.of("one", "two")), Map.entry("other", List.of("a")));
    assertThat(draft.withoutHeader("X-TAG").headers()).isEmpty();
    for (CopyDraft changed :
        List.of(
            draft.withUri(URI.create("http://v2/c")),
            draft.withHeader("a", "b"),
            draft.withoutHeader("X-Tag"))) {
      assertThat(changed).hasToString("POST to v2");
      assertThat(changed.body()).isSameAs(BODY);
    }
    assertThat(draft.headers()).containsOnly(Map.entry("X-Tag", List.of("one", "two")));
  }

  @Test
  void theBodyIsReadOnlyIfAnEditorAsksForIt() {
    CopyDraft unread =
        CopyDraft.of(
            "GET",
            draft.uri(),
            Map.of(),
            () -> {
              throw new AssertionError("read");
            });

    assertThat(unread.withHeader("a", "b").withMethod("PUT").withBody(BODY).body()).isSameAs(BODY);
  }

  @Test
  void twoEditorsWorkOneAfterTheOther() throws Exception {
    CopyEditor first = copy -> copy.withAddedHeader("x-tag", "first");
    CopyEditor second = copy -> copy.withAddedHeader("x-tag", "second");

    CopyDraft edited = first.andThen(second).edit(draft);

    assertThat(edited).isNotNull();
    assertThat(edited.headers())
        .containsOnly(Map.entry("x-tag", List.of("one", "two", "first", "second")));
  }

  @Test
  void aCopyThatIsWithheldIsNotEditedFurther() throws Exception {
    CopyEditor none = copy -> null;
    CopyEditor second =
        copy -> {
          throw new AssertionError("edited");
        };

    assertThat(none.andThen(second).edit(draft)).isNull();
  }
}
