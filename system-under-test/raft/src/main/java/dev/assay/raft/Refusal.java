package dev.assay.raft;

/** Why something was not taken: nothing of it will ever happen, unless said otherwise. */
public enum Refusal {
  /** This node does not lead (any more); ask the leader named beside, if any. */
  NOT_LEADER,
  /** A bounded queue is full, or something is under way that must end first; ask again later. */
  BUSY,
  /** The payload is larger than {@link RaftLimits#payloadBytesMax}. */
  TOO_LARGE,
  /** Never possible as asked: a membership without voters or with too many, a leader who can't. */
  INVALID,
  /** It took too long. A transfer may still happen. */
  TIMED_OUT,
  /** This node led when it began and does not any more: whether it happens is not known here. */
  LEADERSHIP_LOST
}
