"""`leadgate demo`: the whole product on this machine, against sandbox CRMs, with recorded-style traffic."""
