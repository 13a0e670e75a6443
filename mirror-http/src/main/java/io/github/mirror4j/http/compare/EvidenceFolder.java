package io.github.mirror4j.http.compare;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where evidence is written, and how often.
 *
 * @param folder the folder
 * @param interval the time between two snapshots
 */
public record EvidenceFolder(Path folder, Duration interval) {}
