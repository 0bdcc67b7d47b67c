"""Two people's interests become common ground: what both share, ranked by how much it tells, with the reason. Pure."""
