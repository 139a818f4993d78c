"""Writers for paper and the browser, and the charts they draw."""
