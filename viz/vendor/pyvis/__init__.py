from . import network
from ._version import __version__