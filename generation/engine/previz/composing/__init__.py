"""Composition: proposals are framed, judged on projected masks, and handed out so that a batch covers the good ones."""
