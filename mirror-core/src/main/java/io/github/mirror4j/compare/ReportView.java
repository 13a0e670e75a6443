package io.github.mirror4j.compare;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.List;

/** What the writers of a report need of it. They do not know the class that calls them. */
interface ReportView {

  ReportScope scope();

  long processes();

  MirrorId mirror();

  Instant at();

  Verdict verdict();

  List<String> lacks();

  PairCounts pairs();

  KeyReport key();

  List<KeySummary> keys();

  List<SettingResult> settings();

  List<String> doesNotTell();

  String comparison();
}
