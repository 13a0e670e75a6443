package io.github.mirror4j.compare;

/**
 * What a setting for a path let pass.
 *
 * @param setting the setting, such as {@code ignore $.items[*].updatedAt}
 * @param hits in how many of the candidate's responses it let something pass
 * @param note whether that is nothing, or too much; may be empty
 * @since 0.1.0
 */
public record SettingResult(String setting, long hits, String note) {}
