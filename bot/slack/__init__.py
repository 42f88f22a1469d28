"""The Slack door: gestures in, briefs out, through one Bolt app."""
