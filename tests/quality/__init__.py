"""How good the briefs are: real records, topics judged over them, and the scores of briefs against the judgements."""
