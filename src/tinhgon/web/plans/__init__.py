"""Options of merging communes: standards met or not, the map, options side by side, and one of them as a draft."""
