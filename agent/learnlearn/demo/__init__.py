"""The main job, shown on invented people: a real agent in a throwaway home, real snapshots over real HTTP, and a real browser if wanted."""
