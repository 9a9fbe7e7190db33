-- A sweep for halves whose case never committed looks only at those that came since the last.
CREATE INDEX strand_half_age ON strand_half (created_at, strand, epoch);
