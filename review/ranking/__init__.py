"""What a brand's judgements teach about its pictures: learned in workers, read by pages, never hiding anything.

`judged` gathers what people said, `words` which measures their reasons name, `fit` learns a small linear model from it,
`report` holds it against batches it has not seen, `learn` keeps the version. Pages use `read` alone, which needs no
library: `ranked(batch, viewer)` gives each candidate a score and the reason for it in words.
"""
