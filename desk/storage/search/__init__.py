"""The index that search reads, kept in step with the register in the same transaction."""
