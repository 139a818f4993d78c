"""House rules: reading, applying, and every answer that is made with them."""
