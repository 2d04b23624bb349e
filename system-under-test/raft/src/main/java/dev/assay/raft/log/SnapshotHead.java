package dev.assay.raft.log;

import dev.assay.raft.quorum.Membership;

/**
 * What a snapshot stands for: everything up to {@code last}, and the membership in force there
 * (section 7). Two snapshots with the same head have the same bytes, whoever made them.
 */
public record SnapshotHead(LogPosition last, Membership membership) {}
