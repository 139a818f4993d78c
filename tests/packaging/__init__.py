"""What a wheel holds, and what `import casemodel` offers."""
