"""A LoRA from pictures and their captions: small matrices beside a model's weights that pull it towards a look.

- settings.py families.py   what is asked for, and what each family needs: data, no torch
- schedule.py               which pictures at which step, at what rate: pure, from the seed and the step alone
- watch.py                  how a job tells of itself and hears what is wanted of it
- pictures.py encoding.py   pictures and captions, made into latents and embeddings once
- loss.py                   what the model should have said, and how far off it was
- state.py lora_file.py     the state to go on from after a stop; the file that comes out
- train.py                  the loop

Importing this package imports no torch; `train` does.
"""
