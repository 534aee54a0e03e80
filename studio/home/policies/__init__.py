"""Rules asked of models, briefs and finishes before anything is done: nothing here is kept. Above all rooms, since it
asks them all; the rules themselves are studio.policy."""
