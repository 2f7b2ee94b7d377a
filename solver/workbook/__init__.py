"""Excel workbooks: plans for planners to read, print and send on."""
