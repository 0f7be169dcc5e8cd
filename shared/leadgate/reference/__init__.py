"""Facts about the outside world: mail domains, industries, countries, company and product names.

Pure functions over what well-kept libraries and short tables say. Nothing here touches the network; a library is
imported, and its data read, when a function first needs it, so importing these modules costs nothing.
"""
