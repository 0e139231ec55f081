"""Arrays and constants on their way to a device, without waiting for what it is doing."""
from functools import lru_cache

import numpy as np
import torch


def moved(array, device, dtype=None):
    """A numpy array -> a tensor on the device."""
    tensor = torch.from_numpy(np.ascontiguousarray(array))
    tensor = tensor if dtype is None else tensor.to(dtype)
    return tensor.pin_memory().to(device, non_blocking=True) if str(device).startswith("cuda") else tensor.to(device)


@lru_cache(maxsize=None)
def constant(values, device, shape=None):
    """Nested tuples of floats; the same tensor every time."""
    tensor = torch.tensor(values, dtype=torch.float32, device=device)
    return tensor if shape is None else tensor.view(shape)
