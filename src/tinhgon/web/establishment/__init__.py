"""The establishment on screen: what is assigned, who is there, what was cut, by bloc and unit, down the tree."""
