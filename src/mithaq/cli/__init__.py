"""The command line: what to do comes from the library, how to say it from the message catalogues.

Nothing of ours is imported here, so that a command starts as fast as its own work allows.
"""

import gc

# A short command spends its time reading modules, which makes many objects and no garbage; looking
# for it every 700 objects, as Python does by itself, takes a tenth of that time.
gc.set_threshold(50_000)
