package dev.assay.node;

import java.util.List;

/**
 * How a node stands to one of its channels.
 *
 * @param members as this node knows them
 * @param removed whether this node was removed from the members, as far as it was told
 * @param format version in which the channel goes on
 * @param missingBlocks that this node has missed and still has to fetch from its peers
 * @param channels all of this node's, sorted
 */
public record Standing(
    String channel,
    Members members,
    boolean removed,
    int format,
    long missingBlocks,
    List<String> channels) {
  public Standing {
    channels = List.copyOf(channels);
  }
}
