"""Who asks, what they may do, and the trail they leave."""
