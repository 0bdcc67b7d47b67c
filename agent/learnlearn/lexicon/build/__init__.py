"""From the files that authors write to the one that the engine reads: their form, their check, the compiler."""
