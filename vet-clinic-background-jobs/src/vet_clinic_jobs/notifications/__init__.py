"""Mail that falls due."""
