package io.github.mirror4j.compare;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.List;

/** What is written of a report, so that those who write it do not know the report that has them. */
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
