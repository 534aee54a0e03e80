"""What a brand's judgements teach about its pictures: learned in workers, read by pages, never hiding anything.

`judged` gathers what people said, `words` which measures their reasons name, `looks` what an image encoder sees where
one is registered, `fit` learns a small linear model from it, `report` holds it against batches it has not seen, `learn`
keeps the version, `project` puts how each picture looks to it into one number. Pages use `read` alone, which needs no
library: `ranked(in_force(brand), candidates)` gives each candidate a score and the reason for it in words.
"""
